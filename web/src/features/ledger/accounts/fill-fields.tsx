import { useQuery } from "@tanstack/react-query";
import { useId } from "react";
import { Controller, type UseFormReturn, useWatch } from "react-hook-form";
import type { AccountOut, AssetClass } from "../../../api/generated";
import { filterFieldsQuery } from "../../../api/queries/ledger";
import { zoneCity } from "../../../lib/dates";
import { currencies } from "../../../lib/zones";
import { CheckField, InputField, SelectField } from "../../../ui/field";
import { ProblemBox } from "../../../ui/problem-box";
import { Segmented } from "../../../ui/segmented";
import { ASSET_CLASSES, asksFor, type FillForm } from "./fill-view";

interface Props {
  form: UseFormReturn<FillForm>;
  accounts: readonly AccountOut[];
  account: AccountOut;
  /** They were refused as more than was traded for. */
  asksOfFees: boolean;
}

export function FillFields({ form, accounts, account, asksOfFees }: Props) {
  const { register, control } = form;
  const { errors } = form.formState;
  const problem = errors.root?.["server"];
  const currency = useWatch({ control, name: "instrument.currency" });
  return (
    <>
      {problem && <ProblemBox problem={{ title: String(problem.type), detail: problem.message ?? "", requestId: "" }} />}
      <div className="flex flex-wrap items-end gap-4">
        <Controller
          control={control}
          name="side"
          render={({ field }) => (
            <Segmented
              label="Side"
              value={field.value}
              options={[
                { value: "buy", label: "Buy" },
                { value: "sell", label: "Sell" },
              ]}
              onChange={field.onChange}
            />
          )}
        />
        {accounts.length > 1 && (
          <SelectField label="Account" className="min-w-48 flex-1" {...register("account_id")}>
            {accounts.map((one) => (
              <option key={one.id} value={one.id}>
                {one.name}
              </option>
            ))}
          </SelectField>
        )}
      </div>
      <InstrumentFields form={form} />
      <div className="grid grid-cols-2 gap-4 sm:grid-cols-3">
        <InputField
          label="Quantity"
          inputMode="decimal"
          autoComplete="off"
          error={errors.quantity?.message}
          {...register("quantity")}
        />
        <InputField
          label="Price"
          inputMode="decimal"
          autoComplete="off"
          error={errors.price?.message}
          {...register("price")}
        />
        <InputField
          label="Fees"
          optional
          inputMode="decimal"
          autoComplete="off"
          hint="A rebate is negative."
          error={errors.fees?.message}
          {...register("fees")}
        />
        <InputField label="Day" type="date" error={errors.day?.message} {...register("day")} />
        <InputField
          label="Time"
          optional
          type="time"
          step={1}
          hint={`On the clock of ${zoneCity(account.timezone)}.`}
          error={errors.time?.message}
          {...register("time")}
        />
        {currency !== account.currency && (
          <InputField
            label="Exchange rate"
            optional
            inputMode="decimal"
            autoComplete="off"
            hint={`${account.currency} for one ${currency}`}
            error={errors.rate?.message}
            {...register("rate")}
          />
        )}
      </div>
      {asksOfFees && <CheckField label="The fees are right" {...register("fees_confirmed")} />}
      <CheckField
        label="It only closes"
        hint="What exceeds the open position is set apart instead of opening the other way."
        {...register("closes")}
      />
    </>
  );
}

function InstrumentFields({ form }: { form: UseFormReturn<FillForm> }) {
  const { register, control } = form;
  const errors = form.formState.errors.instrument;
  const listId = useId();
  const fields = useQuery(filterFieldsQuery).data?.items ?? [];
  const symbols = fields.find((field) => field.name === "symbol")?.values ?? [];
  const [assetClass, currency] = useWatch({ control, name: ["instrument.asset_class", "instrument.currency"] });
  const asks = asksFor(assetClass);
  return (
    <>
      <div className="grid grid-cols-2 gap-4 sm:grid-cols-3">
        <InputField
          label="Symbol"
          className="max-sm:col-span-2"
          list={listId}
          autoComplete="off"
          autoCapitalize="characters"
          spellCheck={false}
          hint={SYMBOL_HINTS[assetClass]}
          error={errors?.symbol?.message}
          {...register("instrument.symbol")}
        />
        <datalist id={listId}>
          {symbols.map((symbol) => (
            <option key={symbol} value={symbol} />
          ))}
        </datalist>
        <SelectField label="What it is" error={errors?.asset_class?.message} {...register("instrument.asset_class")}>
          {Object.entries(ASSET_CLASSES).map(([value, label]) => (
            <option key={value} value={value}>
              {label}
            </option>
          ))}
        </SelectField>
        <SelectField label="Currency" error={errors?.currency?.message} {...register("instrument.currency")}>
          {[...new Set([currency, ...currencies()])].map((one) => (
            <option key={one}>{one}</option>
          ))}
        </SelectField>
      </div>
      {(asks.contract || asks.multiplier) && (
        <div className="grid grid-cols-2 gap-4 sm:grid-cols-4">
          {asks.contract && (
            <>
              <InputField label="Expiry" type="date" error={errors?.expiry?.message} {...register("instrument.expiry")} />
              <InputField
                label="Strike"
                inputMode="decimal"
                autoComplete="off"
                error={errors?.strike?.message}
                {...register("instrument.strike")}
              />
              <SelectField label="Right" error={errors?.right?.message} {...register("instrument.right")}>
                <option value="call">Call</option>
                <option value="put">Put</option>
              </SelectField>
            </>
          )}
          <InputField
            label="Multiplier"
            optional
            inputMode="decimal"
            autoComplete="off"
            hint={MULTIPLIER_HINTS[assetClass] ?? "Empty: 1."}
            error={errors?.multiplier?.message}
            {...register("instrument.multiplier")}
          />
        </div>
      )}
    </>
  );
}

const MULTIPLIER_HINTS: Partial<Record<AssetClass, string>> = {
  option: "Empty: 100.",
  future: "Empty: the exchange’s.",
  forex: "Empty: 1, in units.",
};

const SYMBOL_HINTS: Record<AssetClass, string> = {
  equity: "For example AAPL",
  option: "The underlying’s, for example SPY",
  future: "With month and year, for example ESM6",
  forex: "For example EUR/USD",
  crypto: "For example BTC/USD",
  cfd: "As your broker writes it",
  index: "For example SPX",
};
