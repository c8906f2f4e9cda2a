import { redirect } from "@tanstack/react-router";
import { currentSession } from "../api/session";
import { ownPage } from "../lib/target";

/** Where somebody wanted to go before they were asked to sign in: a page of ours, or nothing. */
export function readTarget(search: Record<string, unknown>): { to?: string } {
  const to = ownPage(search["to"]);
  return to === null ? {} : { to };
}

/** Pages for whoever is not signed in send everybody else on. */
export function onlySignedOut({ search }: { search: { to?: string } }): void {
  if (currentSession().status === "signed-in") throw redirect({ href: search.to ?? "/" });
}
