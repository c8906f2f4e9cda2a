import { toast } from "./toast";

/** Puts text on the clipboard, and says whether that was possible. */
export async function copyText(text: string, what: string): Promise<void> {
  try {
    await navigator.clipboard.writeText(text);
    toast(`${what} copied.`);
  } catch {
    toast("The browser does not let this page use the clipboard.", { tone: "problem" });
  }
}
