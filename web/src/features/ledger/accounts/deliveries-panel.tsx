import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { type AccountOut, accountsPutMarketPrice, type DeliveryOut } from "../../../api/generated";
import { asProblem } from "../../../api/problem";
import { deliveriesQuery } from "../../../api/queries/ledger";
import { ledgerChanged } from "../../../api/query-client";
import { dayIn, mediumDay } from "../../../lib/dates";
import { Exact } from "../../../lib/forms";
import { quantity } from "../../../lib/format";
import { Button } from "../../../ui/button";
import { InputField } from "../../../ui/field";
import { Panel } from "../../../ui/panel";
import { toast } from "../../../ui/toast";
import { EXERCISE_VIEWS } from "./account-form-view";

/** Exercises and assignments, and how each is told: shown once there is one. */
export function DeliveriesPanel({ account }: { account: AccountOut }) {
  const found = useQuery(deliveriesQuery(account.id));
  const deliveries = found.data?.items ?? [];
  if (deliveries.length === 0) return null;
  return (
    <Panel
      title="Exercise and assignment"
      note={`told ${EXERCISE_VIEWS[account.exercise_view].label.toLowerCase()}; no total depends on it`}
      bodyClassName="pb-1"
    >
      <ul className="divide-y divide-line text-sm">
        {deliveries.map((delivery) => (
          <Delivery key={delivery.name} delivery={delivery} account={account} />
        ))}
      </ul>
    </Panel>
  );
}

function Delivery({ delivery, account }: { delivery: DeliveryOut; account: AccountOut }) {
  const asks = account.exercise_view === "economic" && delivery.view !== "printed";
  const otherwise = delivery.view !== account.exercise_view;
  return (
    <li className="flex flex-wrap items-end gap-x-4 gap-y-2 px-4 py-2.5">
      <div className="min-w-0 flex-1 basis-56">
        <span className="font-medium">{delivery.underlying}</span>
        <span className="ml-2 text-soft">
          {delivery.strike !== null && `at ${quantity(delivery.strike)}, `}
          {mediumDay(dayIn(delivery.executed_at, account.timezone))}
        </span>
        {otherwise && (
          <p className="text-xs text-warn">
            {delivery.view === "broker"
              ? "Told as brokers report: the market’s price is not known."
              : "Stays as printed: which option delivered which shares is not told."}
          </p>
        )}
      </div>
      {asks && <MarketPrice delivery={delivery} account={account} />}
    </li>
  );
}

function MarketPrice({ delivery, account }: { delivery: DeliveryOut; account: AccountOut }) {
  const client = useQueryClient();
  const [typed, setTyped] = useState(delivery.market ?? "");
  const [fault, setFault] = useState<string>();
  const put = useMutation({
    mutationFn: (price: string | null) =>
      accountsPutMarketPrice({ path: { account_id: account.id }, body: { name: delivery.name, price } }),
    onSuccess: async () => {
      await ledgerChanged(client);
      toast(`${delivery.underlying} is told at the market’s price.`);
    },
    onError: (thrown) => {
      toast(asProblem(thrown).detail, { tone: "problem" });
    },
  });
  const submit = () => {
    const checked = typed === "" ? null : Exact.safeParse(typed);
    setFault(checked && !checked.success ? checked.error.issues[0]?.message : undefined);
    if (checked === null || checked.success) put.mutate(checked === null ? null : checked.data);
  };
  return (
    <form
      noValidate
      className="flex items-end gap-2"
      onSubmit={(event) => {
        event.preventDefault();
        submit();
      }}
    >
      <InputField
        label={`${delivery.underlying} on the market then`}
        inputMode="decimal"
        autoComplete="off"
        className="w-52"
        error={fault}
        value={typed}
        onChange={(event) => {
          setTyped(event.target.value);
        }}
      />
      <Button type="submit" busy={put.isPending}>
        State
      </Button>
    </form>
  );
}
