import { Page } from "../../ui/panel";

export function Calendar() {
  return <Page title="Calendar">{null}</Page>;
}
