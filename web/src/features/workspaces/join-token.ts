/**
 * The token of an invitation's link, while whoever has it signs in or registers. In memory only: in an address it
 * would be sent to the server, and in storage it would stay.
 */
let held = "";

export function holdToken(fragment: string): string {
  const token = fragment.replace(/^#/, "");
  if (token !== "") held = token;
  return held;
}

export function forgetToken(): void {
  held = "";
}
