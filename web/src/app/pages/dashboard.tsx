import { Page } from "../../ui/panel";

export function Dashboard() {
  return <Page title="Dashboard">{null}</Page>;
}
