import { type MouseEvent, useEffect, useRef } from "react";

/**
 * A list whose rows go when their buttons are pressed: the keyboard goes on with the row that comes up in their place.
 * `busy`: it is being done; `fetchedAt`: when the rows last came.
 */
export function useKeptPlace(busy: boolean, fetchedAt: number) {
  const list = useRef<HTMLUListElement>(null);
  const left = useRef<{ row: number; at: number } | null>(null);
  useEffect(() => {
    const place = left.current;
    if (!place || busy || fetchedAt <= place.at) return;
    left.current = null;
    // Somebody who went elsewhere meanwhile stays there; the heading takes what has lost its place.
    const now = document.activeElement;
    if (now && now !== document.body && now.tagName !== "H1") return;
    const rows = list.current?.children ?? [];
    const next = rows[Math.min(place.row, rows.length - 1)];
    next?.querySelector<HTMLElement>(":is(button, input):not(:disabled)")?.focus();
  });
  const leave = ({ target }: MouseEvent): void => {
    const pressed = target instanceof Element ? target.closest("button") : null;
    if (!pressed) return;
    const row = [...(list.current?.children ?? [])].indexOf(pressed.closest("li") ?? pressed);
    left.current = { row: Math.max(row, 0), at: fetchedAt };
  };
  return { list, leave };
}
