import { type ReactNode, useId, useRef } from "react";
import { Button } from "../../ui/button";
import { classes } from "../../ui/classes";
import { Icon } from "../../ui/icon";

interface PickProps {
  onFiles: (files: readonly File[]) => void;
  children?: ReactNode;
  size?: "md" | "lg";
  className?: string;
}

/** The way in for those who choose files instead of dropping them. */
export function PickFiles({ onFiles, children = "Choose files", size = "md", className }: PickProps) {
  const input = useRef<HTMLInputElement>(null);
  const id = useId();
  return (
    <>
      <label htmlFor={id} className="sr-only">
        Broker’s files
      </label>
      <input
        ref={input}
        id={id}
        type="file"
        multiple
        tabIndex={-1}
        className="sr-only"
        onChange={(event) => {
          const files = [...(event.target.files ?? [])];
          // The same file may be chosen again.
          event.target.value = "";
          if (files.length > 0) onFiles(files);
        }}
      />
      <Button
        kind="solid"
        size={size}
        icon="file"
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
export function DropZone({ onFiles, large }: { onFiles: (files: readonly File[]) => void; large: boolean }) {
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
        <p className="font-medium">Drop your broker’s files anywhere on this page</p>
        <p className="text-sm text-soft">
          They are read and shown first. Nothing is stored before you commit, and every import can be undone.
        </p>
      </div>
      <PickFiles onFiles={onFiles} className={large ? "" : "max-sm:w-full"} />
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
