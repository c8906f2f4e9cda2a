import { useEffect, useRef } from "react";

/**
 * Keys without modifiers, one after the other (`g t`), and `mod+k`. They are quiet while somebody types, and while
 * a dialog is open, unless the one who listens says otherwise.
 */
export type Hotkeys = Record<string, (event: KeyboardEvent) => void>;

const SEQUENCE_MS = 900;

let pending: { key: string; at: number } | null = null;
/** The newest listener is asked first, so that a page's keys win over the shell's. */
const stack: { current: Hotkeys }[] = [];

export function useHotkeys(hotkeys: Hotkeys, enabled = true): void {
  const latest = useRef(hotkeys);
  useEffect(() => {
    latest.current = hotkeys;
  });
  useEffect(() => {
    if (!enabled) return undefined;
    stack.push(latest);
    return () => {
      stack.splice(stack.indexOf(latest), 1);
    };
  }, [enabled]);
}

export function listenForHotkeys(): () => void {
  document.addEventListener("keydown", onKey);
  return () => {
    document.removeEventListener("keydown", onKey);
  };
}

function onKey(event: KeyboardEvent): void {
  if (event.defaultPrevented || event.isComposing) return;
  const name = nameOf(event);
  const withModifier = name.startsWith("mod+");
  if (!withModifier && (isTyping(event.target) || isInDialog())) {
    pending = null;
    return;
  }
  const now = event.timeStamp;
  const sequence = pending && now - pending.at < SEQUENCE_MS ? `${pending.key} ${name}` : null;
  const found = (sequence ? find(sequence) : undefined) ?? find(name);
  pending = found ? null : { key: name, at: now };
  if (!found) return;
  event.preventDefault();
  found(event);
}

function find(name: string): ((event: KeyboardEvent) => void) | undefined {
  for (const { current } of [...stack].reverse()) if (current[name]) return current[name];
  return undefined;
}

function nameOf(event: KeyboardEvent): string {
  const key = event.key.length === 1 ? event.key.toLowerCase() : event.key;
  if (event.ctrlKey || event.metaKey) return `mod+${key}`;
  return event.altKey ? `alt+${key}` : key;
}

function isTyping(target: EventTarget | null): boolean {
  if (!(target instanceof HTMLElement)) return false;
  if (target.isContentEditable || target instanceof HTMLTextAreaElement || target instanceof HTMLSelectElement) {
    return true;
  }
  return target instanceof HTMLInputElement && !["checkbox", "radio", "button", "range"].includes(target.type);
}

function isInDialog(): boolean {
  return document.querySelector('[role="dialog"][data-state="open"], [role="menu"][data-state="open"]') !== null;
}
