import type { ReactNode } from "react";
import { classes } from "./classes";
import { Icon, type IconName } from "./icon";

export type Tone = "plain" | "accent" | "good" | "warn" | "bad";

const TONES: Record<Tone, string> = {
  plain: "bg-hover text-soft",
  accent: "bg-accent-wash text-accent",
  good: "bg-gain-wash text-gain",
  warn: "bg-warn-wash text-warn",
  bad: "bg-loss-wash text-loss",
};

interface Props {
  tone?: Tone;
  icon?: IconName;
  children: ReactNode;
  className?: string;
}

/** A state in a word. */
export function Badge({ tone = "plain", icon, children, className }: Props) {
  return (
    <span
      className={classes(
        "inline-flex h-5 items-center gap-1 rounded-sm px-1.5 text-xs font-medium whitespace-nowrap",
        TONES[tone],
        className,
      )}
    >
      {icon && <Icon name={icon} size={12} />}
      {children}
    </span>
  );
}
