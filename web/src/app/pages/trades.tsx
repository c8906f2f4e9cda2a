import { Page } from "../../ui/panel";

export function Trades() {
  return <Page title="Trades">{null}</Page>;
}
