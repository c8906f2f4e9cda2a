import { zodResolver } from "@hookform/resolvers/zod";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useId } from "react";
import { useForm, useWatch } from "react-hook-form";
import { applyProblem } from "../../../api/form-problem";
import { type AccountOut, corporateActionsCreate } from "../../../api/generated";
import { useIntent } from "../../../api/intent";
import { ledgerChanged } from "../../../api/query-client";
import { Button } from "../../../ui/button";
import { Dialog } from "../../../ui/dialog";
import { InputField, SelectField } from "../../../ui/field";
import { ProblemBox } from "../../../ui/problem-box";
import { toast } from "../../../ui/toast";
import { useVoidAction } from "../mutations";
import { ACTION_KINDS, actionFaults, ActionForm, actionIn, actionName, asksFor, emptyAction } from "./action-view";

/** What a company did to its shares, from a day on. */
export function ActionDialog({ account, onClose }: { account: AccountOut; onClose: () => void }) {
  const client = useQueryClient();
  const formId = useId();
  const intent = useIntent();
  const { voiding } = useVoidAction();
  const form = useForm<ActionForm>({ resolver: zodResolver(ActionForm), defaultValues: emptyAction(account) });
  const [kind, target, cash] = useWatch({ control: form.control, name: ["kind", "target", "cash"] });
  const asks = (what: Parameters<typeof asksFor>[1]) => asksFor({ kind, target, cash }, what);
  const { errors } = form.formState;
  const problem = errors.root?.["server"];
  const enter = useMutation({
    mutationFn: (said: ActionForm) => {
      const body = actionIn(said, account);
      return corporateActionsCreate({ body, headers: intent.headers(body) });
    },
    onSuccess: async (made) => {
      intent.done();
      await ledgerChanged(client);
      toast(`The ${actionName(made)} is entered.`, {
        undo: () => {
          voiding.mutate(made.id);
        },
      });
      onClose();
    },
    onError: (thrown) => {
      applyProblem(thrown, form);
    },
  });
  const submit = form.handleSubmit((said) => {
    const faults = actionFaults(said);
    for (const { field, message } of faults) form.setError(field, { message });
    if (faults.length === 0) enter.mutate(said);
  });
  const text = { autoComplete: "off", spellCheck: false } as const;
  return (
    <Dialog
      open
      onOpenChange={onClose}
      title="Enter a corporate action"
      description="Open positions follow it from that day on; fills keep what was traded. It can be voided again."
      actions={
        <>
          <Button onClick={onClose}>Cancel</Button>
          <Button type="submit" form={formId} kind="solid" busy={enter.isPending}>
            Enter it
          </Button>
        </>
      }
    >
      <form id={formId} noValidate onSubmit={(event) => void submit(event)} className="flex flex-col gap-4 pb-2">
        {problem && (
          <ProblemBox problem={{ title: String(problem.type), detail: problem.message ?? "", requestId: "" }} />
        )}
        <SelectField label="Kind" hint={ACTION_KINDS[kind].what} {...form.register("kind")}>
          {Object.entries(ACTION_KINDS).map(([value, { label }]) => (
            <option key={value} value={value}>
              {label}
            </option>
          ))}
        </SelectField>
        <div className="grid grid-cols-2 gap-4">
          <InputField label="Symbol" {...text} error={errors.symbol?.message} {...form.register("symbol")} />
          <InputField label="From" type="date" error={errors.day?.message} {...form.register("day")} />
          {asks("target") && (
            <InputField
              label="New symbol"
              className="col-span-2"
              optional={kind === "merger"}
              hint={kind === "merger" ? "Leave it empty where only cash was paid." : undefined}
              {...text}
              error={errors.target?.message}
              {...form.register("target")}
            />
          )}
          {asks("ratio") && (
            <>
              <InputField label="New shares" inputMode="numeric" {...text} error={errors.numerator?.message} {...form.register("numerator")} />
              <InputField label="For old shares" inputMode="numeric" {...text} error={errors.denominator?.message} {...form.register("denominator")} />
            </>
          )}
          {asks("cash") && (
            <InputField
              label={`Cash for each share, ${account.currency}`}
              className="col-span-2"
              optional
              inputMode="decimal"
              {...text}
              error={errors.cash?.message}
              {...form.register("cash")}
            />
          )}
          {asks("share") && (
            <InputField
              label="Share of the cost, %"
              className="col-span-2"
              hint={kind === "merger" ? "What is given up of the cost for the cash." : "What goes from the old shares’ cost to the new ones’."}
              inputMode="decimal"
              {...text}
              error={errors.share?.message}
              {...form.register("share")}
            />
          )}
          {asks("lieu") && (
            <>
              <InputField label="Fraction" optional inputMode="decimal" {...text} error={errors.lieu_units?.message} {...form.register("lieu_units")} />
              <InputField label="Cash for it" optional inputMode="decimal" {...text} error={errors.lieu_amount?.message} {...form.register("lieu_amount")} />
            </>
          )}
        </div>
      </form>
    </Dialog>
  );
}
