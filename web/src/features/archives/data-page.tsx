import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { archivesQuery } from "../../api/queries/archives";
import { useSlug } from "../../lib/view";
import { buttonClass } from "../../ui/button";
import { Page } from "../../ui/panel";
import { useTitle } from "../../ui/use-title";
import { ArchivesPanel } from "./archives-panel";
import { PrototypePanel } from "./prototype-panel";
import { RestorePanel } from "./restore-panel";
import { TablesPanel } from "./tables-panel";
import { useRestored } from "./use-restored";

/** Everything of the workspace, out of here and in again. */
export function DataPage() {
  useTitle("Data");
  const workspace = useSlug();
  const found = useQuery(archivesQuery);
  useRestored(found.data?.items);
  return (
    <Page
      title="Data"
      note="Yours, to take away and to bring back."
      actions={
        <Link to="/w/$workspace/settings" params={{ workspace }} className={buttonClass()}>
          All settings
        </Link>
      }
    >
      <div className="grid items-start gap-4 lg:grid-cols-[minmax(0,1fr)_360px]">
        <ArchivesPanel found={found} />
        <div className="flex min-w-0 flex-col gap-4">
          <RestorePanel archives={found.data?.items} />
          <TablesPanel />
          <PrototypePanel />
        </div>
      </div>
    </Page>
  );
}
