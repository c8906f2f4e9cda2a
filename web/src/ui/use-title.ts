import { useEffect } from "react";

/** The page's name in the tab, and for those who have pages read to them. */
export function useTitle(title: string): void {
  useEffect(() => {
    document.title = title ? `${title} · TradeSense` : "TradeSense";
  }, [title]);
}
