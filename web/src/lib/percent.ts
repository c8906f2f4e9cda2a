/** A percentage from 0 to below 100, with as many decimals as a share of 12 can tell. */
export const PERCENT = /^\d{1,2}(?:\.\d{1,10})?$/;

/** 24.1975 % as 0.241975: by moving the point, so that no digit is lost. */
export function hundredth(percent: string): string {
  const [whole = "", decimals = ""] = percent.split(".");
  return `0.${whole.padStart(2, "0")}${decimals}`;
}

/** 24.1975 as the share that a settled row states; null where it is none: nothing, all, or no number. */
export function shareIn(percent: string): string | null {
  const text = percent.trim().replace(",", ".");
  return PERCENT.test(text) && /[1-9]/.test(text) ? hundredth(text) : null;
}
