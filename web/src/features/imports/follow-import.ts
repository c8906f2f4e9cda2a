import { isCancelledError, type QueryClient } from "@tanstack/react-query";
import type { ImportOut } from "../../api/generated";
import { importKeys, importQuery } from "../../api/queries/imports";
import { ledgerChanged } from "../../api/query-client";
import { isWorking } from "./import-view";

const FIRST_WAIT_MS = 300;
const WAIT_GROWTH = 1.2;
const WAIT_MAX_MS = 2_000;

const followed = new Map<string, Promise<ImportOut | null>>();

/**
 * Asks for an import until no worker has anything to do with it, and then for everything it may have changed.
 * It goes on when its page is left. Null when it could not be asked for.
 */
export function followImport(client: QueryClient, id: string): Promise<ImportOut | null> {
  const known = followed.get(id);
  if (known) return known;
  const end = untilSettled(client, id).finally(() => followed.delete(id));
  followed.set(id, end);
  return end;
}

async function untilSettled(client: QueryClient, id: string): Promise<ImportOut | null> {
  for (let wait = FIRST_WAIT_MS; ; wait = Math.min(wait * WAIT_GROWTH, WAIT_MAX_MS)) {
    const found = await asked(client, id);
    if (found === null) return null;
    if (found !== "again" && !isWorking(found)) {
      await settled(client, found);
      return found;
    }
    await new Promise((resolve) => setTimeout(resolve, wait));
  }
}

async function asked(client: QueryClient, id: string): Promise<ImportOut | null | "again"> {
  try {
    return await client.fetchQuery({ ...importQuery(id), staleTime: 0 });
  } catch (thrown) {
    // Leaving the page takes back the question that was under way, not the wish to know.
    return isCancelledError(thrown) ? "again" : null;
  }
}

async function settled(client: QueryClient, one: ImportOut): Promise<void> {
  if (one.state === "committed" || one.state === "undone") return ledgerChanged(client);
  await client.invalidateQueries({ queryKey: importKeys.list });
}
