import * as Primitive from "@radix-ui/react-dropdown-menu";
import type { ReactNode } from "react";
import { classes } from "./classes";
import { Icon, type IconName } from "./icon";

interface Props {
  trigger: ReactNode;
  children: ReactNode;
  align?: "start" | "end";
}

const ITEM =
  "flex cursor-default items-center gap-2 rounded-md px-2 py-1.5 text-sm outline-none select-none touch:min-h-11 " +
  "data-[highlighted]:bg-hover data-[disabled]:opacity-50";

export function Menu({ trigger, children, align = "start" }: Props) {
  return (
    <Primitive.Root modal={false}>
      <Primitive.Trigger asChild>{trigger}</Primitive.Trigger>
      <Primitive.Portal>
        <Primitive.Content
          align={align}
          sideOffset={6}
          collisionPadding={8}
          className={classes(
            "z-50 max-h-[var(--radix-dropdown-menu-content-available-height)] min-w-48 animate-rise overflow-auto",
            "rounded-lg bg-surface p-1 shadow-pop",
          )}
        >
          {children}
        </Primitive.Content>
      </Primitive.Portal>
    </Primitive.Root>
  );
}

interface ItemProps {
  icon?: IconName;
  children: ReactNode;
  hint?: string;
  danger?: boolean;
  disabled?: boolean;
  onSelect: () => void;
}

export function MenuItem({ icon, children, hint, danger = false, disabled = false, onSelect }: ItemProps) {
  return (
    <Primitive.Item disabled={disabled} onSelect={onSelect} className={classes(ITEM, danger && "text-loss")}>
      {icon && <Icon name={icon} className="text-faint" />}
      <span className="flex-1">{children}</span>
      {hint && <span className="text-xs text-faint">{hint}</span>}
    </Primitive.Item>
  );
}

interface CheckProps {
  checked: boolean;
  children: ReactNode;
  hint?: string;
  disabled?: boolean;
  onChange: (checked: boolean) => void;
}

/** Stays open, so that several can be chosen. */
export function MenuCheck({ checked, children, hint, disabled = false, onChange }: CheckProps) {
  return (
    <Primitive.CheckboxItem
      checked={checked}
      disabled={disabled}
      onCheckedChange={onChange}
      onSelect={(event) => {
        event.preventDefault();
      }}
      className={ITEM}
    >
      <span className="flex size-4 items-center justify-center rounded-sm border border-edge">
        <Primitive.ItemIndicator>
          <Icon name="check" size={12} />
        </Primitive.ItemIndicator>
      </span>
      <span className="flex-1">{children}</span>
      {hint && <span className="text-xs text-faint">{hint}</span>}
    </Primitive.CheckboxItem>
  );
}

interface LinkProps {
  href: string;
  current: boolean;
  children: ReactNode;
}

/** Leads to another address, with everything loaded anew. */
export function MenuLink({ href, current, children }: LinkProps) {
  return (
    <Primitive.Item asChild>
      <a href={href} aria-current={current ? "true" : undefined} className={ITEM}>
        <span className="flex size-4 items-center justify-center">{current && <Icon name="check" size={14} />}</span>
        <span className="min-w-0 flex-1 truncate">{children}</span>
      </a>
    </Primitive.Item>
  );
}

export function MenuLabel({ children }: { children: ReactNode }) {
  return <Primitive.Label className="px-2 pt-2 pb-1 text-xs text-faint">{children}</Primitive.Label>;
}

export function MenuLine() {
  return <Primitive.Separator className="my-1 h-px bg-line" />;
}
