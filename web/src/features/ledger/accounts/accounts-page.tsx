import { Page } from "../../../ui/panel";

export function AccountsPage() {
  return <Page title="AccountsPage">{null}</Page>;
}
