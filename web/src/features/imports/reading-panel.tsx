import { useState } from "react";
import type { ImportAccountOut, ImportOut, OptionsIn } from "../../api/generated";
import { mediumDay, zoneCity } from "../../lib/dates";
import { percent } from "../../lib/format";
import { Badge } from "../../ui/badge";
import { Button } from "../../ui/button";
import { Panel } from "../../ui/panel";
import { actsOf, confidenceText, tidyTitle } from "./import-view";
import type { ImportActs } from "./mutations";
import { OptionsForm } from "./options-form";
import { columnNote, DATE_ORDERS, evidence, MARKS, twiceText } from "./understanding-view";

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
        <Facts one={one} acts={acts} />
      )}
    </Panel>
  );
}

function Facts({ one, acts }: { one: ImportOut; acts: ImportActs }) {
  const { preview, options } = one;
  const chosen = options.format !== null;
  const order = preview?.manners?.date_order;
  const mark = preview?.manners?.decimal_mark;
  const mayRetry = actsOf(one).retry;
  const twice = twiceText(one);
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
      {twice && (
        <Fact name="Clocks">
          {twice}
          {mayRetry && (
            <Again
              acts={acts}
              options={{ repeated_times: options.repeated_times === "second" ? "first" : "second" }}
              label={options.repeated_times === "second" ? "Take the first" : "Take the second"}
            />
          )}
        </Fact>
      )}
      <Fact name="Dates">
        {order ? DATE_ORDERS[order.value] : options.date_order ? DATE_ORDERS[options.date_order] : "as the file shows"}
        {order && <Aside>{evidence(order)}</Aside>}
      </Fact>
      <Fact name="Decimal mark">
        {mark ? MARKS[mark.value] : options.decimal_mark ? `“${options.decimal_mark}”` : "as the file shows"}
        {mark && <Aside>{evidence(mark)}</Aside>}
      </Fact>
      {preview?.manners && (
        <Fact name="Columns">
          {preview.saved_mapping && (
            <div className="mb-1">
              As for your file {preview.saved_mapping.name} of {mediumDay(preview.saved_mapping.created_at.slice(0, 10))}
              {mayRetry && <Again acts={acts} options={{ mapping: {} }} label="Set aside" />}
            </div>
          )}
          <ul className="flex flex-col">
            {preview.manners.columns.map((column, place) => (
              <li key={place} className="text-soft">
                {column.field} <span className="text-faint">from</span> {column.column}
                {columnNote(column) && <Aside>{columnNote(column)}</Aside>}
              </li>
            ))}
          </ul>
        </Fact>
      )}
    </dl>
  );
}

/** Reads the file again in one other way. */
function Again({ acts, options, label }: { acts: ImportActs; options: OptionsIn; label: string }) {
  return (
    <Button
      size="sm"
      className="mt-1 flex"
      busy={acts.retry.isPending}
      onClick={() => {
        acts.retry.mutate(options);
      }}
    >
      {label}
    </Button>
  );
}

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
