import { useState } from "react";

/** The token of a mail's link, which stands behind # so that no server logs it; taken out of the address at once. */
export function useLinkToken(): string {
  const [token] = useState(() => globalThis.location.hash.slice(1));
  if (globalThis.location.hash) globalThis.history.replaceState(globalThis.history.state, "", globalThis.location.pathname);
  return token;
}
