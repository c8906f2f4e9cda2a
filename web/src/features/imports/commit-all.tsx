import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { once } from "../../api/client";
import { importsCommit, type ImportSummaryOut } from "../../api/generated";
import { asProblem } from "../../api/problem";
import { importKeys } from "../../api/queries/imports";
import { count, plural } from "../../lib/format";
import { Button } from "../../ui/button";
import { Confirm } from "../../ui/confirm";
import { toast } from "../../ui/toast";
import { followImport } from "./follow-import";

const WORTH_IT = 2;

/** Where several files wait for their review: all that bring something at once, one after the other, oldest first. */
export function CommitAll({ imports }: { imports: readonly ImportSummaryOut[] }) {
  const client = useQueryClient();
  const [asked, setAsked] = useState(false);
  const waiting = imports.filter((one) => one.state === "review" && !one.asks && (one.counts?.new ?? 0) > 0).toReversed();
  const rows = waiting.reduce((sum, one) => sum + (one.counts?.new ?? 0), 0);
  const commit = useMutation({
    mutationFn: async (ones: readonly ImportSummaryOut[]) => {
      let committed = 0;
      for (const { id } of ones) {
        client.setQueryData(importKeys.one(id), await importsCommit({ path: { import_id: id }, headers: once() }));
        const end = await followImport(client, id);
        if (end?.state === "committed") committed += 1;
      }
      return committed;
    },
    onSuccess: (done) => {
      setAsked(false);
      toast(`${plural(done, "import")} ${done === 1 ? "is" : "are"} in the ledger.`);
    },
  });
  if (waiting.length < WORTH_IT && !asked) return null;
  return (
    <>
      <Button
        size="sm"
        icon="check"
        onClick={() => {
          setAsked(true);
        }}
      >
        Commit all {count(waiting.length)} reviewed
      </Button>
      <Confirm
        open={asked}
        onOpenChange={setAsked}
        title="Commit all that wait for review?"
        confirm="Commit all"
        busy={commit.isPending}
        problem={commit.error ? asProblem(commit.error) : null}
        onConfirm={() => {
          commit.mutate(waiting);
        }}
      >
        <p>
          {plural(waiting.length, "file")} with {plural(rows, "new row")}, oldest first. Rows set apart or rejected stay
          listed with each, and each import can be undone.
        </p>
      </Confirm>
    </>
  );
}
