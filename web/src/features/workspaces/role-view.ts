import type { Role } from "../../api/generated";

/** From all to least. */
export const ROLES: readonly { role: Role; label: string; hint: string }[] = [
  { role: "owner", label: "Owner", hint: "Everything, and the workspace itself: owners, handing over, deleting." },
  { role: "admin", label: "Admin", hint: "Everything in it, and who belongs to it." },
  { role: "trader", label: "Trader", hint: "Imports, accounts, fills, notes, API keys of their own." },
  { role: "coach", label: "Coach", hint: "Sees everything, writes notes and reviews." },
  { role: "risk", label: "Risk", hint: "Sees everything, and who belongs to it." },
  { role: "viewer", label: "Viewer", hint: "Sees trades and figures." },
];

export function roleLabel(role: string): string {
  return ROLES.find((one) => one.role === role)?.label ?? role;
}

/** The roles that somebody may give: owners are made by owners. */
export function rolesToGive(ownsIt: boolean): typeof ROLES {
  return ownsIt ? ROLES : ROLES.filter((one) => one.role !== "owner");
}
