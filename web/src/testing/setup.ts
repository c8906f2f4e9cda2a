import "@testing-library/jest-dom/vitest";
import { cleanup } from "@testing-library/react";
import { afterEach } from "vitest";

// What jsdom leaves out and our components ask for.
globalThis.ResizeObserver ??= class {
  observe(): void {
    // Nothing is laid out here, so nothing ever changes its size.
  }
  unobserve(): void {
    // See above.
  }
  disconnect(): void {
    // See above.
  }
} as unknown as typeof ResizeObserver;
Element.prototype.scrollIntoView ??= () => undefined;
window.matchMedia ??= ((query: string) => ({
  matches: false,
  media: query,
  addEventListener: () => undefined,
  removeEventListener: () => undefined,
})) as unknown as typeof window.matchMedia;

afterEach(cleanup);
