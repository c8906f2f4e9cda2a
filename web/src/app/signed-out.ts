import { redirect } from "@tanstack/react-router";
import { currentSession } from "../api/session";
import { ownPage } from "../lib/target";

/**
 * Where somebody wanted to go before they were asked to sign in: a page of ours, or nothing. Nothing is said in so many
 * words: what is left out here the router takes from the address as it stands.
 */
export function readTarget(search: Record<string, unknown>): { to?: string | undefined } {
  return { to: ownPage(search["to"]) ?? undefined };
}

/** Pages for whoever is not signed in send everybody else on. */
export function onlySignedOut({ search }: { search: { to?: string | undefined } }): void {
  if (currentSession().status === "signed-in") throw redirect({ href: search.to ?? "/" });
}
