import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import type { ApiKeyMadeOut, ApiKeyOut } from "../../api/generated";
import { asProblem } from "../../api/problem";
import { apiKeysQuery, membersQuery } from "../../api/queries/access";
import { useMay } from "../../api/use-workspace";
import { Button } from "../../ui/button";
import { Disclosure } from "../../ui/disclosure";
import { EmptyState } from "../../ui/empty-state";
import { ProblemBox } from "../../ui/problem-box";
import { Loading, Skeleton } from "../../ui/skeleton";
import { KeyCard } from "./key-card";
import { stateOf } from "./key-view";
import { NewKeyDialog } from "./new-key-dialog";
import { RotateDialog } from "./rotate-dialog";
import { SecretBox } from "./secret-box";

/** What programs sign in with. */
export function KeysPanel() {
  const may = useMay();
  const found = useQuery(apiKeysQuery);
  const members = useQuery(membersQuery).data?.items ?? [];
  const [open, setOpen] = useState<ApiKeyOut | "new" | null>(null);
  const [made, setMade] = useState<ApiKeyMadeOut | null>(null);
  const [now] = useState(Date.now);
  if (found.isError && !found.data) {
    return <ProblemBox large problem={asProblem(found.error)} onRetry={() => void found.refetch()} />;
  }
  if (!found.data) {
    return (
      <Loading label="Loading the API keys" className="flex flex-col gap-3">
        <Skeleton className="h-20 w-full" />
        <Skeleton className="h-20 w-full" />
      </Loading>
    );
  }
  const keys = found.data.items;
  const live = keys.filter((one) => !stateOf(one, now).isOver);
  const over = keys.filter((one) => stateOf(one, now).isOver);
  const several = new Set(keys.map((one) => one.created_by)).size > 1 || members.length > 1;
  const card = (one: ApiKeyOut) => (
    <KeyCard
      key={one.id}
      apiKey={one}
      maker={several ? members.find((member) => member.user_id === one.created_by)?.name : undefined}
      now={now}
      onRotate={() => {
        setOpen(one);
      }}
    />
  );
  const add = may("api_keys.write") && (
    <Button
      kind="solid"
      icon="plus"
      onClick={() => {
        setOpen("new");
      }}
    >
      New API key
    </Button>
  );
  const close = () => {
    setOpen(null);
  };
  const show = (one: ApiKeyMadeOut) => {
    setOpen(null);
    setMade(one);
  };
  return (
    <div className="flex max-w-2xl flex-col gap-4">
      {live.length === 0 ? (
        <EmptyState icon="keyboard" title="No program has a key" action={add}>
          A key lets a program import files and fills, or read figures, in this workspace: a watched folder, a
          spreadsheet, a script of yours.
        </EmptyState>
      ) : (
        <>
          <div className="flex flex-wrap items-center gap-3">
            <p className="text-sm text-soft">Programs sign in with these. Each opens this workspace only.</p>
            <div className="ml-auto">{add}</div>
          </div>
          <div className="rounded-lg border border-line bg-surface px-4">{live.map(card)}</div>
        </>
      )}
      {over.length > 0 && (
        <Disclosure title="Revoked and expired" note={String(over.length)}>
          <div className="rounded-lg border border-line bg-surface px-4">{over.map(card)}</div>
        </Disclosure>
      )}
      {open === "new" && <NewKeyDialog onClose={close} onMade={show} />}
      {open !== null && open !== "new" && <RotateDialog apiKey={open} onClose={close} onMade={show} />}
      {made?.secret && (
        <SecretBox
          made={made}
          onClose={() => {
            setMade(null);
          }}
        />
      )}
    </div>
  );
}
