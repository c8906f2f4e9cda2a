/**
 * The invitation whose link was opened, while whoever has it signs in or registers. In memory only: in an address its
 * token would be sent to the server, and in storage it would stay.
 */
let held = "";
let invited = "";

export function holdToken(fragment: string): string {
  const token = fragment.replace(/^#/, "");
  if (token !== "") held = token;
  return held;
}

/** Once the server has told whom it is for. */
export function holdAddress(email: string): void {
  invited = email;
}

/** Empty where no link was opened. */
export function heldInvitation(): { token: string; email: string } {
  return { token: held, email: invited };
}

export function forgetToken(): void {
  held = "";
  invited = "";
}
