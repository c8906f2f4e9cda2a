import { Page } from "../../ui/panel";

export function ImportsPage() {
  return <Page title="ImportsPage">{null}</Page>;
}
