import { Page } from "../../ui/panel";

export function Settings() {
  return <Page title="Settings">{null}</Page>;
}
