import { zodResolver } from "@hookform/resolvers/zod";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useId } from "react";
import { useForm, type UseFormReturn, useWatch } from "react-hook-form";
import { applyProblem } from "../../../api/form-problem";
import { accountsChange, accountsCreate, type AccountOut } from "../../../api/generated";
import { useIntent } from "../../../api/intent";
import { meQuery } from "../../../api/queries/people";
import { ledgerChanged } from "../../../api/query-client";
import { currencies, zones } from "../../../lib/zones";
import { useSlug } from "../../../lib/view";
import { Button } from "../../../ui/button";
import { Dialog } from "../../../ui/dialog";
import { CheckField, InputField, SelectField } from "../../../ui/field";
import { ProblemBox } from "../../../ui/problem-box";
import { toast } from "../../../ui/toast";
import { AccountForm, accountIn, changeIn, emptyAccount, EXERCISE_VIEWS, formOf, METHODS, rederives } from "./account-form-view";

interface Props {
  /** The account to change; null makes one. */
  account: AccountOut | null;
  onClose: () => void;
  onSaved?: (account: AccountOut) => void;
}

export function AccountDialog({ account, onClose, onSaved }: Props) {
  const slug = useSlug();
  const client = useQueryClient();
  const formId = useId();
  const intent = useIntent();
  const workspace = useQuery(meQuery).data?.workspaces.find((one) => one.slug === slug);
  const form = useForm<AccountForm>({
    resolver: zodResolver(AccountForm),
    defaultValues: account ? formOf(account) : emptyAccount(workspace),
  });
  const save = useMutation({
    mutationFn: (said: AccountForm) => {
      if (account) return accountsChange({ path: { account_id: account.id }, body: changeIn(said, account) });
      const body = accountIn(said);
      return accountsCreate({ body, headers: intent.headers(body) });
    },
    onSuccess: async (saved) => {
      intent.done();
      await ledgerChanged(client);
      toast(account ? `${saved.name} is changed${saved.deriving ? "; its trades are being derived anew" : ""}.` : `${saved.name} is added.`);
      onSaved?.(saved);
      onClose();
    },
    onError: (thrown) => {
      applyProblem(thrown, form);
    },
  });
  const submit = form.handleSubmit((said) => {
    save.mutate(said);
  });
  return (
    <Dialog
      open
      onOpenChange={onClose}
      title={account ? `Change ${account.name}` : "Add an account"}
      width="lg"
      {...(!account && { description: "Files that name an account make it by themselves; this is for trades by hand." })}
      actions={
        <>
          <Button onClick={onClose}>Cancel</Button>
          <Button type="submit" form={formId} kind="solid" busy={save.isPending}>
            {account ? "Save" : "Add account"}
          </Button>
        </>
      }
    >
      <form id={formId} noValidate onSubmit={(event) => void submit(event)} className="flex flex-col gap-4 pb-2">
        <Fields form={form} account={account} />
      </form>
    </Dialog>
  );
}

function Fields({ form, account }: { form: UseFormReturn<AccountForm>; account: AccountOut | null }) {
  const { register } = form;
  const { errors } = form.formState;
  const said = useWatch({ control: form.control }) as AccountForm;
  const problem = errors.root?.["server"];
  return (
    <>
      {problem && <ProblemBox problem={{ title: String(problem.type), detail: problem.message ?? "", requestId: "" }} />}
      <InputField label="Name" autoComplete="off" error={errors.name?.message} {...register("name")} />
      {!account && (
        <div className="grid gap-4 sm:grid-cols-2">
          <InputField label="Broker" optional autoComplete="off" error={errors.broker?.message} {...register("broker")} />
          <InputField
            label="Account number"
            optional
            autoComplete="off"
            hint="As its files print it, so that they find it."
            error={errors.number?.message}
            {...register("number")}
          />
        </div>
      )}
      <div className="grid gap-4 sm:grid-cols-2">
        <SelectField
          label="Currency"
          hint={account ? "Settled by the first fill." : "Results are counted in it."}
          error={errors.currency?.message}
          {...register("currency")}
        >
          {[...new Set([said.currency, ...currencies()])].map((currency) => (
            <option key={currency}>{currency}</option>
          ))}
        </SelectField>
        <InputField
          label="Starting capital"
          optional
          inputMode="decimal"
          autoComplete="off"
          hint="Returns and percentages need it."
          error={errors.capital?.message}
          {...register("capital")}
        />
        <SelectField label="Time zone" error={errors.timezone?.message} {...register("timezone")}>
          {zones().map((zone) => (
            <option key={zone} value={zone}>
              {zone.replaceAll("_", " ")}
            </option>
          ))}
        </SelectField>
        <InputField
          label="Trading day ends"
          optional
          type="time"
          hint="Empty: as usual for what is traded."
          error={errors.session_ends?.message}
          {...register("session_ends")}
        />
        <SelectField
          label="Cost basis"
          hint={METHODS[said.method].hint}
          error={errors.method?.message}
          {...register("method")}
        >
          {Object.entries(METHODS).map(([method, { label }]) => (
            <option key={method} value={method}>
              {label}
            </option>
          ))}
        </SelectField>
        <SelectField
          label="Exercise and assignment"
          hint={EXERCISE_VIEWS[said.exercise_view].hint}
          error={errors.exercise_view?.message}
          {...register("exercise_view")}
        >
          {Object.entries(EXERCISE_VIEWS).map(([view, { label }]) => (
            <option key={view} value={view}>
              {label}
            </option>
          ))}
        </SelectField>
      </div>
      <CheckField
        label="A cash account: it is never short"
        hint="A sale of more than is held is set apart as unmatched."
        {...register("long_only")}
      />
      {account && rederives(changeIn(said, account)) && (
        <p role="status" className="rounded-md bg-warn-wash px-3 py-2 text-sm">
          Saving derives every trade of this account anew. Fills, notes and tags stay; days, lots and open positions may
          change, and with them the figures.
        </p>
      )}
    </>
  );
}
