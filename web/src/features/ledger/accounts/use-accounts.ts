import { isCancelledError, type QueryClient, useQuery, useQueryClient } from "@tanstack/react-query";
import { useEffect } from "react";
import { accountsQuery } from "../../../api/queries/ledger";
import { ledgerChanged } from "../../../api/query-client";

const WAIT_MS = 1_000;
let following: Promise<void> | null = null;

/** The accounts; while trades of one are derived anew, they are asked for until that is done. */
export function useAccounts() {
  const client = useQueryClient();
  const found = useQuery(accountsQuery);
  const deriving = found.data?.items.some((account) => account.deriving) ?? false;
  useEffect(() => {
    if (deriving) void followDeriving(client);
  }, [client, deriving]);
  return found;
}

/** Goes on when the page is left: at the end every figure is another. */
function followDeriving(client: QueryClient): Promise<void> {
  following ??= untilDerived(client).finally(() => {
    following = null;
  });
  return following;
}

async function untilDerived(client: QueryClient): Promise<void> {
  for (;;) {
    await new Promise((resolve) => setTimeout(resolve, WAIT_MS));
    try {
      const { items } = await client.fetchQuery({ ...accountsQuery, staleTime: 0 });
      if (!items.some((account) => account.deriving)) return await ledgerChanged(client);
    } catch (thrown) {
      if (!isCancelledError(thrown)) return;
    }
  }
}
