import { Page } from "../../ui/panel";

export function Trade() {
  return <Page title="Trade">{null}</Page>;
}
