import { Link } from "@tanstack/react-router";
import type { ImportOut } from "../../api/generated";
import { useSlug } from "../../lib/view";
import { Button, buttonClass } from "../../ui/button";
import { actsOf, commitLabel } from "./import-view";
import type { ImportActs } from "./mutations";
import { UndoImport } from "./undo-import";

/** The acts that the import's state allows. */
export function ImportActions({ one, acts }: { one: ImportOut; acts: ImportActs }) {
  const workspace = useSlug();
  const may = actsOf(one);
  return (
    <>
      {one.state === "committed" && (
        <Link
          to="/w/$workspace/trades"
          params={{ workspace }}
          search={{ q: `import:${one.id}` }}
          className={buttonClass("solid")}
        >
          Show its trades
        </Link>
      )}
      {may.cancel && (
        <Button
          busy={acts.cancel.isPending}
          onClick={() => {
            acts.cancel.mutate();
          }}
        >
          {may.commit ? "Discard" : "Cancel"}
        </Button>
      )}
      {may.undo && <UndoImport one={one} undo={acts.undo} />}
      {may.commit && (
        <Button
          kind="solid"
          icon="check"
          disabled={one.asks}
          title={one.asks ? "Answer its questions first" : undefined}
          busy={acts.commit.isPending}
          onClick={() => {
            acts.commit.mutate();
          }}
        >
          {commitLabel(one.counts)}
        </Button>
      )}
      {may.retry && !may.commit && one.state !== "failed" && (
        <Button
          busy={acts.retry.isPending}
          onClick={() => {
            acts.retry.mutate({});
          }}
        >
          Read again
        </Button>
      )}
    </>
  );
}
