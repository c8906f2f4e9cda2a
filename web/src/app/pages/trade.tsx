import { TradePage } from "../../features/ledger/trade/trade-page";

export function Trade() {
  return <TradePage />;
}
