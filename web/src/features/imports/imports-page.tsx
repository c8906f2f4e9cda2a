import { useInfiniteQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { asProblem } from "../../api/problem";
import { importsQuery } from "../../api/queries/imports";
import { useSlug } from "../../lib/view";
import { Button, buttonClass } from "../../ui/button";
import { Page, Panel } from "../../ui/panel";
import { ProblemBox } from "../../ui/problem-box";
import { Loading, Skeleton } from "../../ui/skeleton";
import { useTitle } from "../../ui/use-title";
import { CommitAll } from "./commit-all";
import { DropZone } from "./drop-zone";
import { FormatList } from "./format-list";
import { ImportHistory } from "./import-history";
import { InterruptedList } from "./interrupted-list";
import { SavedMappings } from "./saved-mappings";
import { UploadList } from "./upload-list";
import { useTakeFiles } from "./use-files";

export function ImportsPage() {
  useTitle("Imports");
  const workspace = useSlug();
  const take = useTakeFiles();
  const found = useInfiniteQuery(importsQuery);
  const imports = found.data?.pages.flatMap((page) => page.items) ?? [];
  return (
    <Page
      title="Imports"
      actions={
        <Link to="/w/$workspace/imports/connections" params={{ workspace }} className={buttonClass()}>
          Broker connections
        </Link>
      }
    >
      <div className="flex flex-col gap-4">
        <DropZone onFiles={take} large={found.isSuccess && imports.length === 0} />
        <UploadList />
        <InterruptedList />
        {found.isPending && (
          <Loading label="Loading the imports" className="flex flex-col gap-3 rounded-lg border border-line bg-surface p-4">
            {Array.from({ length: 4 }, (_, index) => (
              <Skeleton key={index} className="h-9 w-full" />
            ))}
          </Loading>
        )}
        {found.isError && imports.length === 0 && (
          <ProblemBox problem={asProblem(found.error)} onRetry={() => void found.refetch()} />
        )}
        {imports.length > 0 && (
          <Panel title="History" actions={<CommitAll imports={imports} />} bodyClassName="pb-1">
            <ImportHistory imports={imports} />
            {found.hasNextPage && (
              <div className="border-t border-line p-3 text-center">
                <Button size="sm" busy={found.isFetchingNextPage} onClick={() => void found.fetchNextPage()}>
                  Show earlier imports
                </Button>
              </div>
            )}
          </Panel>
        )}
        <SavedMappings />
        <FormatList brief={imports.length > 0} />
      </div>
    </Page>
  );
}
