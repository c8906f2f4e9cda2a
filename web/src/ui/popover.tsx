import * as Primitive from "@radix-ui/react-popover";
import type { ReactNode } from "react";
import { classes } from "./classes";

interface Props {
  /** The control that opens it. */
  trigger: ReactNode;
  /** What it is about, for those who cannot see where it hangs. */
  label: string;
  children: ReactNode;
  align?: "start" | "center" | "end";
  className?: string;
  open?: boolean;
  onOpenChange?: (open: boolean) => void;
}

export function Popover({ trigger, label, children, align = "start", className, open, onOpenChange }: Props) {
  return (
    <Primitive.Root
      {...(open !== undefined && { open })}
      {...(onOpenChange !== undefined && { onOpenChange })}
    >
      <Primitive.Trigger asChild>{trigger}</Primitive.Trigger>
      <Primitive.Portal>
        <Primitive.Content
          aria-label={label}
          align={align}
          sideOffset={6}
          collisionPadding={8}
          className={classes(
            "z-50 max-h-[var(--radix-popover-content-available-height)] max-w-[calc(100vw-16px)] animate-rise",
            "overflow-auto rounded-lg bg-surface p-3 shadow-pop focus:outline-none",
            className,
          )}
        >
          {children}
        </Primitive.Content>
      </Primitive.Portal>
    </Primitive.Root>
  );
}

export const PopoverClose = Primitive.Close;
