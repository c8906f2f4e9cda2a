import * as Primitive from "@radix-ui/react-dialog";
import { type ReactNode, useRef } from "react";
import { classes } from "./classes";
import { IconButton } from "./button";

interface Props {
  open: boolean;
  onOpenChange: (open: boolean) => void;
  title: string;
  /** One sentence under the title. */
  description?: ReactNode;
  children?: ReactNode;
  /** The buttons at the end. */
  actions?: ReactNode;
  width?: "sm" | "md" | "lg" | "xl";
}

/** What a dialog is opened for: its first field, else its first button but the one that closes it. */
const FIRST = ["[data-body] :is(input, select, textarea):not(:disabled)", "[data-actions] button:not(:disabled)"];
const WIDTHS = { sm: "sm:max-w-sm", md: "sm:max-w-md", lg: "sm:max-w-lg", xl: "sm:max-w-2xl" };

/** A modal question or form: focus stays inside, Escape closes it, focus returns to where it was. */
export function Dialog({ open, onOpenChange, title, description, children, actions, width = "md" }: Props) {
  const opener = useRef<Element | null>(null);
  return (
    <Primitive.Root open={open} onOpenChange={onOpenChange}>
      <Primitive.Portal>
        <Primitive.Overlay className="fixed inset-0 z-40 bg-scrim" />
        <Primitive.Content
          {...(!description && { "aria-describedby": undefined })}
          onOpenAutoFocus={(event) => {
            opener.current = document.activeElement;
            const content = event.currentTarget as HTMLElement;
            const first = FIRST.map((which) => content.querySelector<HTMLElement>(which)).find(Boolean);
            if (!first) return;
            event.preventDefault();
            first.focus();
          }}
          onCloseAutoFocus={(event) => {
            // Without a trigger of its own the dialog would leave the focus nowhere.
            event.preventDefault();
            if (opener.current instanceof HTMLElement) opener.current.focus();
          }}
          className={classes(
            "fixed inset-x-0 bottom-0 z-50 flex max-h-[92dvh] w-full animate-rise flex-col overflow-hidden rounded-t-lg",
            "bg-surface shadow-pop sm:bottom-auto sm:left-1/2 sm:top-[12vh] sm:max-h-[76vh] sm:-translate-x-1/2 sm:rounded-lg",
            WIDTHS[width],
          )}
        >
          <header className="flex items-start gap-3 px-5 pt-4 pb-2">
            <div className="min-w-0 flex-1">
              <Primitive.Title className="text-lg font-semibold">{title}</Primitive.Title>
              {description && (
                <Primitive.Description className="mt-1 text-sm text-soft">{description}</Primitive.Description>
              )}
            </div>
            <Primitive.Close asChild>
              <IconButton icon="close" label="Close" size="sm" />
            </Primitive.Close>
          </header>
          {children && <div data-body className="min-h-0 flex-1 overflow-y-auto px-5 py-2">{children}</div>}
          {actions && <footer data-actions className="flex flex-wrap justify-end gap-2 px-5 pt-2 pb-5">{actions}</footer>}
        </Primitive.Content>
      </Primitive.Portal>
    </Primitive.Root>
  );
}
