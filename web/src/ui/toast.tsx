import { useSyncExternalStore } from "react";
import { Button, IconButton } from "./button";

interface Toast {
  id: number;
  message: string;
  tone: "plain" | "problem";
  undo: (() => void) | null;
}

const SHOWN_MS = 7_000;
const PROBLEM_MS = 12_000;
const SHOWN_MAX = 3;

let toasts: readonly Toast[] = [];
let nextId = 1;
const listeners = new Set<() => void>();

function change(next: readonly Toast[]): void {
  toasts = next;
  for (const listener of listeners) listener();
}

function dismiss(id: number): void {
  change(toasts.filter((toast) => toast.id !== id));
}

interface Options {
  tone?: Toast["tone"];
  undo?: () => void;
}

/** Says what was done, in a corner, with a way back where there is one. */
export function toast(message: string, { tone = "plain", undo }: Options = {}): void {
  const id = nextId;
  nextId += 1;
  change([...toasts, { id, message, tone, undo: undo ?? null }].slice(-SHOWN_MAX));
  setTimeout(dismiss, tone === "problem" ? PROBLEM_MS : SHOWN_MS, id);
}

export function Toasts() {
  const shown = useSyncExternalStore(
    (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    () => toasts,
  );
  return (
    <div
      role="status"
      aria-live="polite"
      className="pointer-events-none fixed inset-x-4 bottom-20 z-50 flex flex-col items-center gap-2 sm:bottom-4"
    >
      {shown.map((one) => (
        <div
          key={one.id}
          className="pointer-events-auto flex max-w-full animate-rise items-center gap-2 rounded-lg bg-ink py-1.5 pr-1.5 pl-4 text-sm text-surface shadow-pop"
        >
          <span className="py-1">{one.message}</span>
          {one.undo && (
            <Button
              size="sm"
              kind="quiet"
              icon="undo"
              className="text-surface! hover:bg-transparent! hover:underline"
              onClick={() => {
                one.undo?.();
                dismiss(one.id);
              }}
            >
              Undo
            </Button>
          )}
          <IconButton
            icon="close"
            label="Dismiss"
            size="sm"
            className="text-surface! hover:bg-transparent!"
            onClick={() => {
              dismiss(one.id);
            }}
          />
        </div>
      ))}
    </div>
  );
}
