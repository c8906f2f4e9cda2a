import type { ComponentProps, ReactNode } from "react";
import { classes } from "./classes";
import { Icon, type IconName } from "./icon";

export type ButtonKind = "solid" | "outline" | "quiet" | "danger";

const BASE =
  "inline-flex items-center justify-center gap-1.5 whitespace-nowrap rounded-md font-medium transition-colors " +
  "disabled:cursor-not-allowed disabled:opacity-50 select-none touch:min-h-11";
const KINDS: Record<ButtonKind, string> = {
  solid: "bg-solid text-solid-ink hover:bg-solid-hover",
  outline: "border border-line bg-surface text-ink hover:bg-hover",
  quiet: "text-soft hover:bg-hover hover:text-ink",
  danger: "border border-line bg-surface text-loss hover:bg-loss-wash",
};
const SIZES = { sm: "h-7 px-2 text-xs", md: "h-8 px-3 text-sm", lg: "h-10 px-4 text-base" };

export function buttonClass(kind: ButtonKind = "outline", size: keyof typeof SIZES = "md"): string {
  return classes(BASE, KINDS[kind], SIZES[size]);
}

interface Props extends ComponentProps<"button"> {
  kind?: ButtonKind;
  size?: keyof typeof SIZES;
  icon?: IconName;
  busy?: boolean;
  children: ReactNode;
}

export function Button({ kind, size, icon, busy = false, children, className, ...rest }: Props) {
  return (
    <button
      type="button"
      {...rest}
      disabled={rest.disabled ?? busy}
      aria-busy={busy || undefined}
      className={classes(buttonClass(kind, size), className)}
    >
      {icon && <Icon name={icon} />}
      {children}
    </button>
  );
}

interface IconButtonProps extends ComponentProps<"button"> {
  icon: IconName;
  /** What it does, for those who do not see the picture; also its tip. */
  label: string;
  size?: "sm" | "md";
  bordered?: boolean;
}

export function IconButton({ icon, label, size = "md", bordered = false, className, ...rest }: IconButtonProps) {
  return (
    <button
      type="button"
      aria-label={label}
      title={label}
      {...rest}
      className={classes(
        "inline-flex shrink-0 items-center justify-center rounded-md text-soft transition-colors hover:bg-hover",
        "hover:text-ink disabled:cursor-not-allowed disabled:opacity-40 touch:min-h-11 touch:min-w-11",
        size === "sm" ? "size-7" : "size-8",
        bordered && "border border-line bg-surface",
        className,
      )}
    >
      <Icon name={icon} />
    </button>
  );
}
