import { useState } from "react";
import type { ImportAccountOut, ImportOut } from "../../api/generated";
import { zoneCity } from "../../lib/dates";
import { percent } from "../../lib/format";
import { Badge } from "../../ui/badge";
import { Button } from "../../ui/button";
import { Panel } from "../../ui/panel";
import { actsOf, confidenceText, tidyTitle } from "./import-view";
import type { ImportActs } from "./mutations";
import { OptionsForm } from "./options-form";

/** How the file was understood, and the way to say it was misunderstood. */
export function ReadingPanel({ one, acts }: { one: ImportOut; acts: ImportActs }) {
  const [changing, setChanging] = useState(false);
  const mayRetry = actsOf(one).retry;
  return (
    <Panel
      title="How it was read"
      actions={
        mayRetry && (
          <Button
            size="sm"
            aria-expanded={changing}
            onClick={() => {
              setChanging(!changing);
            }}
          >
            {changing ? "Leave it" : "Change"}
          </Button>
        )
      }
    >
      {changing && mayRetry ? (
        <OptionsForm one={one} acts={acts} />
      ) : (
        <Facts one={one} />
      )}
    </Panel>
  );
}

function Facts({ one }: { one: ImportOut }) {
  const { preview, options } = one;
  const chosen = options.format !== null;
  return (
    <dl className="flex flex-col gap-3 text-sm">
      <Fact name="Format">
        {one.format_title ? tidyTitle(one.format_title) : "Not recognised"}
        {one.confidence !== null && (
          <Aside>
            {chosen
              ? "you chose it"
              : `recognised by its columns: ${confidenceText(one.confidence)} (${percent(one.confidence, 0)})`}
          </Aside>
        )}
      </Fact>
      {preview?.zone && (
        <Fact name="Times">
          {zoneCity(preview.zone)} <span className="text-faint">{preview.zone}</span>
          <Aside>{preview.zone_because}</Aside>
        </Fact>
      )}
      {(preview?.accounts?.length ?? 0) > 0 && (
        <Fact name="Accounts">
          <ul className="flex flex-col gap-1">
            {preview?.accounts?.map((account) => (
              <Account key={account.id} account={account} stored={one.state === "committed"} />
            ))}
          </ul>
        </Fact>
      )}
      <Fact name="Dates">{options.date_order ? DATE_ORDERS[options.date_order] : "as the file shows"}</Fact>
      <Fact name="Decimal mark">{options.decimal_mark ? `“${options.decimal_mark}”` : "as the file shows"}</Fact>
      {options.mapping && (
        <Fact name="Columns">
          <ul className="flex flex-col">
            {Object.entries(options.mapping).map(([field, column]) => (
              <li key={field} className="text-soft">
                {field} <span className="text-faint">from</span> {column || "none"}
              </li>
            ))}
          </ul>
        </Fact>
      )}
    </dl>
  );
}

const DATE_ORDERS: Record<string, string> = { ymd: "year, month, day", mdy: "month, day, year", dmy: "day, month, year" };

function Account({ account, stored }: { account: ImportAccountOut; stored: boolean }) {
  return (
    <li className="flex flex-wrap items-center gap-x-2">
      <span>{account.name}</span>
      {account.number && !account.name.includes(account.number) && <span className="text-faint">{account.number}</span>}
      {account.is_new && <Badge tone="accent">{stored ? "Made by this import" : "New"}</Badge>}
    </li>
  );
}

function Fact({ name, children }: { name: string; children: React.ReactNode }) {
  return (
    <div className="grid grid-cols-[96px_1fr] gap-2">
      <dt className="text-faint">{name}</dt>
      <dd className="min-w-0 break-words">{children}</dd>
    </div>
  );
}

function Aside({ children }: { children: React.ReactNode }) {
  return <span className="block text-xs text-faint">{children}</span>;
}
