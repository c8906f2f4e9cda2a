import { type ReactNode, useId, useRef } from "react";
import { Button } from "../../ui/button";
import { classes } from "../../ui/classes";
import { Icon } from "../../ui/icon";
import { type NamedFile, named } from "./dropped-files";

interface PickProps {
  onFiles: (files: readonly NamedFile[]) => void;
  children?: ReactNode;
  size?: "md" | "lg";
  className?: string;
  /** All files of a folder, and of the folders in it. */
  folder?: boolean;
}

/** The way in for those who choose files instead of dropping them. */
export function PickFiles({ onFiles, children = "Choose files", size = "md", className, folder = false }: PickProps) {
  const input = useRef<HTMLInputElement>(null);
  const id = useId();
  return (
    <>
      <label htmlFor={id} className="sr-only">
        {folder ? "Folder to import" : "Broker’s files"}
      </label>
      <input
        ref={input}
        id={id}
        type="file"
        multiple
        {...(folder && { webkitdirectory: "" })}
        tabIndex={-1}
        className="sr-only"
        onChange={(event) => {
          const files = named(event.target.files ?? []);
          // The same file may be chosen again.
          event.target.value = "";
          if (files.length > 0) onFiles(files);
        }}
      />
      <Button
        kind={folder ? "outline" : "solid"}
        size={size}
        icon={folder ? "folder" : "file"}
        {...(className && { className })}
        onClick={() => {
          input.current?.click();
        }}
      >
        {children}
      </Button>
    </>
  );
}

/** Where the page says that it takes files; the drop itself may fall anywhere. */
export function DropZone({ onFiles, large }: { onFiles: (files: readonly NamedFile[]) => void; large: boolean }) {
  return (
    <div
      className={classes(
        "flex items-center justify-center gap-x-5 gap-y-3 rounded-lg border border-dashed border-edge bg-surface px-5",
        large ? "flex-col py-12 text-center" : "flex-wrap py-5",
      )}
    >
      <span className="flex size-10 shrink-0 items-center justify-center rounded-full bg-accent-wash text-accent">
        <Icon name="imports" size={20} />
      </span>
      <div className={classes("min-w-0", !large && "flex-1 basis-56")}>
        <p className="font-medium">Drop your broker’s files, or folders of them, anywhere on this page</p>
        <p className="text-sm text-soft">
          They are read and shown first. Nothing is stored before you commit, and every import can be undone.
        </p>
      </div>
      <div className={classes("flex flex-wrap gap-2", large ? "justify-center" : "max-sm:w-full")}>
        <PickFiles onFiles={onFiles} className={large ? "" : "max-sm:grow"} />
        <PickFiles onFiles={onFiles} className={large ? "" : "max-sm:grow"} folder>
          Choose a folder
        </PickFiles>
      </div>
    </div>
  );
}

/** Over everything while files are held over the page. */
export function DropCurtain() {
  return (
    <div
      aria-hidden="true"
      className="pointer-events-none fixed inset-0 z-50 flex items-center justify-center bg-scrim p-4"
    >
      <div className="flex items-center gap-3 rounded-lg border-2 border-dashed border-accent bg-surface px-8 py-6 text-lg font-medium shadow-pop">
        <Icon name="imports" size={22} className="text-accent" />
        Drop to import
      </div>
    </div>
  );
}
