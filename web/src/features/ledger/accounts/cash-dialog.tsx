import { zodResolver } from "@hookform/resolvers/zod";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useId } from "react";
import { useForm, useWatch } from "react-hook-form";
import { applyProblem } from "../../../api/form-problem";
import { type AccountOut, cashEventsCreate } from "../../../api/generated";
import { useIntent } from "../../../api/intent";
import { ledgerChanged } from "../../../api/query-client";
import { CASH_KINDS, type CashKind } from "../../../lib/cash-kinds";
import { Button } from "../../../ui/button";
import { Dialog } from "../../../ui/dialog";
import { InputField, SelectField } from "../../../ui/field";
import { ProblemBox } from "../../../ui/problem-box";
import { toast } from "../../../ui/toast";
import { useVoidCash } from "../mutations";
import { CashForm, emptyEvent, eventIn, eventName, goesBothWays, usualFlow } from "./cash-view";

/** Money that moved without a fill, by hand. */
export function CashDialog({ account, onClose }: { account: AccountOut; onClose: () => void }) {
  const client = useQueryClient();
  const formId = useId();
  const intent = useIntent();
  const { voiding } = useVoidCash();
  const form = useForm<CashForm>({ resolver: zodResolver(CashForm), defaultValues: emptyEvent(account) });
  const kind = useWatch({ control: form.control, name: "kind" });
  const { errors } = form.formState;
  const problem = errors.root?.["server"];
  const enter = useMutation({
    mutationFn: (said: CashForm) => {
      const body = eventIn(said, account);
      return cashEventsCreate({ body, headers: intent.headers(body) });
    },
    onSuccess: async (made) => {
      intent.done();
      await ledgerChanged(client);
      toast(`The ${eventName(made)} is entered.`, {
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
    enter.mutate(said);
  });
  return (
    <Dialog
      open
      onOpenChange={onClose}
      title="Enter a cash event"
      description="Money that moved without a fill. It counts in the account’s cash, and in no trading result."
      actions={
        <>
          <Button onClick={onClose}>Cancel</Button>
          <Button type="submit" form={formId} kind="solid" busy={enter.isPending}>
            Enter cash event
          </Button>
        </>
      }
    >
      <form id={formId} noValidate onSubmit={(event) => void submit(event)} className="flex flex-col gap-4 pb-2">
        {problem && (
          <ProblemBox problem={{ title: String(problem.type), detail: problem.message ?? "", requestId: "" }} />
        )}
        <div className="grid grid-cols-2 gap-4">
          <SelectField
            label="Kind"
            {...form.register("kind", {
              onChange: (event: { target: { value: CashKind } }) => {
                form.setValue("flow", usualFlow(event.target.value));
              },
            })}
          >
            {Object.entries(CASH_KINDS).map(([value, { label }]) => (
              <option key={value} value={value}>
                {label}
              </option>
            ))}
          </SelectField>
          <SelectField label="Direction" {...form.register("flow")}>
            {(goesBothWays(kind) ? (["received", "paid"] as const) : [usualFlow(kind)]).map((flow) => (
              <option key={flow} value={flow}>
                {flow === "received" ? "Received" : "Paid"}
              </option>
            ))}
          </SelectField>
          <InputField
            label="Amount"
            inputMode="decimal"
            autoComplete="off"
            error={errors.amount?.message}
            {...form.register("amount")}
          />
          <InputField
            label="Currency"
            autoComplete="off"
            spellCheck={false}
            error={errors.currency?.message}
            {...form.register("currency")}
          />
          <InputField label="Day" type="date" error={errors.day?.message} {...form.register("day")} />
          <InputField
            label="Symbol"
            optional
            autoComplete="off"
            spellCheck={false}
            error={errors.symbol?.message}
            {...form.register("symbol")}
          />
        </div>
        <InputField label="Words" optional autoComplete="off" error={errors.detail?.message} {...form.register("detail")} />
      </form>
    </Dialog>
  );
}
