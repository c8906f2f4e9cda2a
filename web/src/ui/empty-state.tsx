import type { ReactNode } from "react";
import { Icon, type IconName } from "./icon";

interface Props {
  icon?: IconName;
  title: string;
  children?: ReactNode;
  action?: ReactNode;
}

/** Says why there is nothing, and what to do about it. */
export function EmptyState({ icon, title, children, action }: Props) {
  return (
    <div className="flex flex-col items-center gap-2 px-6 py-14 text-center">
      {icon && (
        <span className="mb-1 flex size-10 items-center justify-center rounded-full bg-sunken text-faint">
          <Icon name={icon} size={20} />
        </span>
      )}
      <p className="text-lg font-medium">{title}</p>
      {children && <div className="max-w-md text-sm text-soft">{children}</div>}
      {action && <div className="mt-3 flex flex-wrap justify-center gap-2">{action}</div>}
    </div>
  );
}
