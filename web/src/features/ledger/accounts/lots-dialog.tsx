import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { type SubmitEvent, useId, useState } from "react";
import { type AccountOut, type ExecutionOut, executionsList, executionsPickLots } from "../../../api/generated";
import { asProblem } from "../../../api/problem";
import { LEDGER, ledgerChanged } from "../../../api/query-client";
import { compare } from "../../../lib/decimal";
import { mediumDay } from "../../../lib/dates";
import { quantity } from "../../../lib/format";
import { Button } from "../../../ui/button";
import { Dialog } from "../../../ui/dialog";
import { InputField } from "../../../ui/field";
import { ProblemBox } from "../../../ui/problem-box";
import { Loading, Skeleton } from "../../../ui/skeleton";
import { toast } from "../../../ui/toast";
import { fillName } from "./execution-view";
import { checkedPicks, openingsFor, picksIn, type Said } from "./lots-view";

const FILLS_MAX = 200;

/** For accounts with specific lots: which of the openings a closing fill takes. */
export function LotsDialog({ fill, account, onClose }: { fill: ExecutionOut; account: AccountOut; onClose: () => void }) {
  const client = useQueryClient();
  const formId = useId();
  const [said, setSaid] = useState<Said>({});
  const found = useQuery({
    queryKey: [LEDGER, "openings", account.id, fill.symbol],
    queryFn: ({ signal }) =>
      executionsList({ query: { account: account.id, symbol: fill.symbol, limit: FILLS_MAX }, signal }),
  });
  const openings = openingsFor(fill, found.data?.items ?? []);
  const { faults, named } = checkedPicks(said, openings);
  const complete = compare(named, fill.quantity) === 0 && Object.keys(faults).length === 0;
  const pick = useMutation({
    mutationFn: () => executionsPickLots({ path: { execution_id: fill.id }, body: { lots: picksIn(said, openings) } }),
    onSuccess: async () => {
      await ledgerChanged(client);
      toast("The lots are named.");
      onClose();
    },
  });
  const submit = (event: SubmitEvent) => {
    event.preventDefault();
    if (complete) pick.mutate();
  };
  return (
    <Dialog
      open
      onOpenChange={onClose}
      title="Name the lots it closes"
      description={`${fillName(fill)}, ${mediumDay(fill.day)}`}
      actions={
        <>
          <Button onClick={onClose}>Cancel</Button>
          <Button type="submit" form={formId} kind="solid" disabled={!complete} busy={pick.isPending}>
            Name lots
          </Button>
        </>
      }
    >
      <form id={formId} noValidate onSubmit={submit} className="flex flex-col gap-3 pb-2">
        {found.isPending && (
          <Loading label="Loading the openings" className="flex flex-col gap-3">
            <Skeleton className="h-12" />
            <Skeleton className="h-12" />
          </Loading>
        )}
        {found.isError && <ProblemBox problem={asProblem(found.error)} onRetry={() => void found.refetch()} />}
        {found.isSuccess && openings.length === 0 && (
          <p className="text-sm text-soft">No earlier fill opens what this one closes.</p>
        )}
        {openings.map((opening) => (
          <InputField
            key={opening.id}
            label={`${mediumDay(opening.day)}: ${fillName(opening)}`}
            inputMode="decimal"
            autoComplete="off"
            placeholder="0"
            value={said[opening.id] ?? ""}
            error={faults[opening.id]}
            onChange={(event) => {
              setSaid({ ...said, [opening.id]: event.target.value });
            }}
          />
        ))}
        {pick.error && <ProblemBox problem={asProblem(pick.error)} />}
        <p role="status" className="text-sm text-soft">
          {quantity(named)} of {quantity(fill.quantity)} units named.
        </p>
      </form>
    </Dialog>
  );
}
