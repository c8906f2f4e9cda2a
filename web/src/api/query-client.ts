import { type InfiniteData, QueryClient } from "@tanstack/react-query";
import { ApiProblem } from "./problem";

const RETRIES_MAX = 2;
const STALE_AFTER_MS = 20_000;

/** Worth asking again: the network, or a server that says "later". What was refused stays refused. */
function mayRetry(failures: number, thrown: Error): boolean {
  const passing = thrown instanceof ApiProblem && [0, 429, 502, 503, 504].includes(thrown.status);
  return passing && failures < RETRIES_MAX;
}

export function createQueryClient(): QueryClient {
  return new QueryClient({
    defaultOptions: {
      queries: { staleTime: STALE_AFTER_MS, retry: mayRetry, refetchOnWindowFocus: true },
      mutations: { retry: false },
    },
  });
}

/** Everything that a change of the ledger can change has this as the first part of its key. */
export const LEDGER = "ledger";

/** After a write that can change figures: what is shown is asked for anew (mostly 304s), long lists from their top. */
export async function ledgerChanged(client: QueryClient): Promise<void> {
  client.setQueriesData<InfiniteData<unknown>>({ queryKey: [LEDGER, "list"] }, (known) =>
    known && known.pages.length > 1
      ? { pages: known.pages.slice(0, 1), pageParams: known.pageParams.slice(0, 1) }
      : known,
  );
  await client.invalidateQueries({ queryKey: [LEDGER] });
}
