import { zodResolver } from "@hookform/resolvers/zod";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useId } from "react";
import { useForm } from "react-hook-form";
import { applyProblem } from "../../../api/form-problem";
import { type AccountOut, corporateActionsCreate } from "../../../api/generated";
import { useIntent } from "../../../api/intent";
import { ledgerChanged } from "../../../api/query-client";
import { todayIn } from "../../../lib/dates";
import { Button } from "../../../ui/button";
import { Dialog } from "../../../ui/dialog";
import { InputField } from "../../../ui/field";
import { ProblemBox } from "../../../ui/problem-box";
import { toast } from "../../../ui/toast";
import { SplitForm, splitIn } from "./fill-view";

/** New shares for old ones, from a day on. */
export function SplitDialog({ account, onClose }: { account: AccountOut; onClose: () => void }) {
  const client = useQueryClient();
  const formId = useId();
  const intent = useIntent();
  const form = useForm<SplitForm>({
    resolver: zodResolver(SplitForm),
    defaultValues: { symbol: "", numerator: "2", denominator: "1", day: todayIn(account.timezone) },
  });
  const { errors } = form.formState;
  const problem = errors.root?.["server"];
  const enter = useMutation({
    mutationFn: (said: SplitForm) => {
      const body = splitIn(said, account);
      return corporateActionsCreate({ body, headers: intent.headers(body) });
    },
    onSuccess: async (made) => {
      intent.done();
      await ledgerChanged(client);
      toast(`${made.symbol} is split ${String(made.numerator)} for ${String(made.denominator)}.`);
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
      title="Enter a split"
      description="Open positions are restated from that day on; fills keep what was traded. It cannot be taken back here, so check the ratio."
      actions={
        <>
          <Button onClick={onClose}>Cancel</Button>
          <Button type="submit" form={formId} kind="solid" busy={enter.isPending}>
            Enter split
          </Button>
        </>
      }
    >
      <form id={formId} noValidate onSubmit={(event) => void submit(event)} className="flex flex-col gap-4 pb-2">
        {problem && (
          <ProblemBox problem={{ title: String(problem.type), detail: problem.message ?? "", requestId: "" }} />
        )}
        <div className="grid grid-cols-2 gap-4">
          <InputField
            label="Symbol"
            autoComplete="off"
            spellCheck={false}
            error={errors.symbol?.message}
            {...form.register("symbol")}
          />
          <InputField label="From" type="date" error={errors.day?.message} {...form.register("day")} />
          <InputField
            label="New shares"
            inputMode="numeric"
            autoComplete="off"
            error={errors.numerator?.message}
            {...form.register("numerator")}
          />
          <InputField
            label="For old shares"
            inputMode="numeric"
            autoComplete="off"
            error={errors.denominator?.message}
            {...form.register("denominator")}
          />
        </div>
      </form>
    </Dialog>
  );
}
