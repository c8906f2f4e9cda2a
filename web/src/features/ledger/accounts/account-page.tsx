import { Page } from "../../../ui/panel";

export function AccountPage() {
  return <Page title="AccountPage">{null}</Page>;
}
