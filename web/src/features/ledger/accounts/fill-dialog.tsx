import { zodResolver } from "@hookform/resolvers/zod";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useId, useRef } from "react";
import { useForm, useWatch } from "react-hook-form";
import { applyProblem } from "../../../api/form-problem";
import { type AccountOut, executionsCreate } from "../../../api/generated";
import { useIntent } from "../../../api/intent";
import { asProblem } from "../../../api/problem";
import { ledgerChanged } from "../../../api/query-client";
import { quantity } from "../../../lib/format";
import { Button } from "../../../ui/button";
import { Dialog } from "../../../ui/dialog";
import { toast } from "../../../ui/toast";
import { useVoid } from "../mutations";
import { FillFields } from "./fill-fields";
import { emptyFill, fillFaults, FillForm, fillIn } from "./fill-view";

interface Props {
  accounts: readonly AccountOut[];
  /** Where it goes unless another is chosen. */
  account: AccountOut;
  onClose: () => void;
}

/** One fill by hand; several in a row, if wished. */
export function FillDialog({ accounts, account, onClose }: Props) {
  const client = useQueryClient();
  const formId = useId();
  const intent = useIntent();
  const goOn = useRef(false);
  const { voiding } = useVoid();
  const form = useForm<FillForm>({ resolver: zodResolver(FillForm), defaultValues: emptyFill(account) });
  const accountId = useWatch({ control: form.control, name: "account_id" });
  const chosen = accounts.find((one) => one.id === accountId) ?? account;

  const enter = useMutation({
    mutationFn: (said: FillForm) => {
      const body = fillIn(said, chosen);
      return executionsCreate({ body, headers: intent.headers(body) });
    },
    onSuccess: async (made) => {
      intent.done();
      await ledgerChanged(client);
      const did = made.side === "buy" ? "Bought" : "Sold";
      toast(`${did} ${quantity(made.quantity)} ${made.symbol} at ${quantity(made.price)}.`, {
        undo: () => {
          voiding.mutate(made.id);
        },
      });
      if (!goOn.current) {
        onClose();
        return;
      }
      // What the next fill most likely shares stays.
      for (const name of ["quantity", "price", "fees", "time"] as const) form.setValue(name, "");
      form.setValue("closes", false);
      form.setValue("fees_confirmed", false);
      form.setFocus("quantity");
    },
    onError: (thrown) => {
      applyProblem(thrown, form);
    },
  });
  const asksOfFees = enter.isError && asProblem(enter.error).code === "execution.fees_exceed";
  const submit = (more: boolean) =>
    form.handleSubmit((said) => {
      const faults = fillFaults(said, chosen.timezone);
      for (const { field, message } of faults) form.setError(field, { message });
      if (faults.length > 0) return;
      goOn.current = more;
      enter.mutate(said);
    });
  return (
    <Dialog
      open
      onOpenChange={onClose}
      title="Enter a fill"
      width="lg"
      description="One purchase or sale. The trades it belongs to are derived at once."
      actions={
        <>
          <Button onClick={onClose}>Cancel</Button>
          <Button busy={enter.isPending} onClick={() => void submit(true)()}>
            Enter and add another
          </Button>
          <Button type="submit" form={formId} kind="solid" busy={enter.isPending}>
            Enter fill
          </Button>
        </>
      }
    >
      <form
        id={formId}
        noValidate
        onSubmit={(event) => void submit(false)(event)}
        className="flex flex-col gap-4 pb-2"
      >
        <FillFields form={form} accounts={accounts} account={chosen} asksOfFees={asksOfFees} />
      </form>
    </Dialog>
  );
}
