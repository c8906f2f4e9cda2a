import { useRef } from "react";
import { once } from "./client";

/**
 * Keys for what a form sends: trying the same again, after the connection broke say, has no second effect; what was
 * changed, or is entered anew once it succeeded, is something else.
 */
export function useIntent(): { headers: (body: unknown) => { "Idempotency-Key": string }; done: () => void } {
  const last = useRef<{ text: string; headers: { "Idempotency-Key": string } } | null>(null);
  return {
    headers: (body) => {
      const text = JSON.stringify(body);
      if (last.current?.text !== text) last.current = { text, headers: once() };
      return last.current.headers;
    },
    done: () => {
      last.current = null;
    },
  };
}
