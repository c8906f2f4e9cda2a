import { FirstUse } from "../../features/imports/first-use";
import { TradesPage } from "../../features/ledger/trades/trades-page";

export function Trades() {
  return <TradesPage firstUse={<FirstUse />} />;
}
