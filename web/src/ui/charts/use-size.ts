import { type RefCallback, useCallback, useState } from "react";

/** The width an element has got, followed as it changes. */
export function useWidth<T extends HTMLElement>(initial: number): [RefCallback<T>, number] {
  const [width, setWidth] = useState(initial);
  const ref = useCallback((element: T | null) => {
    if (!element) return undefined;
    const observer = new ResizeObserver(([entry]) => {
      if (entry) setWidth(Math.max(Math.round(entry.contentRect.width), 1));
    });
    observer.observe(element);
    return () => {
      observer.disconnect();
    };
  }, []);
  return [ref, width];
}
