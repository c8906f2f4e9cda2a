import { Link } from "@tanstack/react-router";
import { useSlug } from "../../lib/view";
import { buttonClass } from "../../ui/button";
import { Icon } from "../../ui/icon";

/** Leads to the page where data goes out and comes in. */
export function DataLink() {
  const workspace = useSlug();
  return (
    <Link to="/w/$workspace/settings/data" params={{ workspace }} className={buttonClass()}>
      <Icon name="download" />
      Export, restore, spreadsheets
    </Link>
  );
}
