import type { ReactNode } from "react";
import { Button } from "./button";
import { Dialog } from "./dialog";
import { ProblemBox, type Told } from "./problem-box";

interface Props {
  open: boolean;
  onOpenChange: (open: boolean) => void;
  title: string;
  /** What it will do, in full. */
  children: ReactNode;
  confirm: string;
  danger?: boolean;
  busy?: boolean;
  problem?: Told | null;
  onConfirm: () => void;
}

export function Confirm({ open, onOpenChange, title, children, confirm, danger, busy, problem, onConfirm }: Props) {
  return (
    <Dialog
      open={open}
      onOpenChange={onOpenChange}
      title={title}
      width="sm"
      actions={
        <>
          <Button
            onClick={() => {
              onOpenChange(false);
            }}
          >
            Cancel
          </Button>
          <Button kind={danger ? "danger" : "solid"} busy={busy ?? false} onClick={onConfirm}>
            {confirm}
          </Button>
        </>
      }
    >
      <div className="flex flex-col gap-3 pb-2 text-sm text-soft">
        {children}
        {problem && <ProblemBox problem={problem} />}
      </div>
    </Dialog>
  );
}
