import type { InfiniteData, QueryClient } from "@tanstack/react-query";
import type { TradeListOut, TradeOut } from "../../../api/generated";
import { tradeQuery } from "../../../api/queries/ledger";
import { LEDGER } from "../../../api/query-client";

/** After an annotation is stored: the trade is read again (its R may be new), its rows are mended, figures asked for. */
export async function spreadAnnotation(client: QueryClient, tradeId: string): Promise<void> {
  const fresh = await client.fetchQuery({ ...tradeQuery(tradeId), staleTime: 0 }).catch(() => null);
  if (fresh) {
    client.setQueriesData<InfiniteData<TradeListOut>>({ queryKey: [LEDGER, "list", "trades"] }, (known) =>
      known ? { ...known, pages: known.pages.map((page) => mended(page, fresh)) } : known,
    );
  }
  await client.invalidateQueries({
    predicate: ({ queryKey: [first, second] }) => first === LEDGER && !["list", "annotation", "trade"].includes(String(second)),
  });
}

/** Pages without the trade stay the same object, so that nothing of theirs is drawn again. */
function mended(page: TradeListOut, fresh: TradeOut): TradeListOut {
  const at = page.items.findIndex((trade) => trade.id === fresh.id);
  if (at < 0) return page;
  return { ...page, items: page.items.map((trade, index) => (index === at ? rowOf(trade, fresh) : trade)) };
}

function rowOf(trade: TradeOut, fresh: TradeOut): TradeOut {
  const { tags, mistakes, emotions, playbook, rating, confidence, stop, target, has_notes, risk, r } = fresh;
  return { ...trade, tags, mistakes, emotions, playbook, rating, confidence, stop, target, has_notes, risk, r };
}
