import { Page } from "../../ui/panel";

export function ImportPage() {
  return <Page title="ImportPage">{null}</Page>;
}
