import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { sharesCreate, sharesEnd, type ShareOut, type TradeDetailOut } from "../../../api/generated";
import { useIntent } from "../../../api/intent";
import { asProblem } from "../../../api/problem";
import { accessKeys, sharesQuery } from "../../../api/queries/access";
import { useMay } from "../../../api/use-workspace";
import { dayOfInstant, localZone } from "../../../lib/dates";
import { Button, IconButton } from "../../../ui/button";
import { copyText } from "../../../ui/copy";
import { Dialog } from "../../../ui/dialog";
import { CheckField, InputField, SelectField } from "../../../ui/field";
import { ProblemBox } from "../../../ui/problem-box";
import { type Results, resultsFor, toldBy } from "./share-view";

const DAYS = [1, 7, 30, 365];

/** A link to the trade, for everybody who has it or for one person; for those whose role lets them make one. */
export function ShareTrade({ trade }: { trade: TradeDetailOut }) {
  const may = useMay();
  const [open, setOpen] = useState(false);
  if (!may("shares.write")) return null;
  return (
    <>
      <IconButton
        icon="share"
        label="Share this trade"
        onClick={() => {
          setOpen(true);
        }}
      />
      {open && (
        <ShareDialog
          trade={trade}
          onClose={() => {
            setOpen(false);
          }}
        />
      )}
    </>
  );
}

function ShareDialog({ trade, onClose }: { trade: TradeDetailOut; onClose: () => void }) {
  const client = useQueryClient();
  const intent = useIntent();
  const links = useQuery(sharesQuery(trade.id)).data?.items ?? [];
  const [results, setResults] = useState<Results>(trade.r === null ? "percent" : "r");
  const [hidesSizes, setHidesSizes] = useState(true);
  const [hidesSymbol, setHidesSymbol] = useState(false);
  const [days, setDays] = useState(30);
  const [email, setEmail] = useState("");
  const inMoney = results === "money";
  const make = useMutation({
    mutationFn: () => {
      const hiding = { results, hides_sizes: hidesSizes && !inMoney, hides_symbol: hidesSymbol };
      const only = email.trim() === "" ? {} : { for_email: email.trim() };
      const body = { trade_id: trade.id, ...hiding, expires_in_days: days, ...only };
      return sharesCreate({ body, headers: intent.headers(body) });
    },
    onSuccess: async () => {
      intent.done();
      await client.invalidateQueries({ queryKey: accessKeys.shares(trade.id) });
    },
  });
  const link = make.data?.path ? `${location.origin}${make.data.path}` : null;
  return (
    <Dialog
      open
      onOpenChange={onClose}
      width="lg"
      title={`Share ${trade.symbol}`}
      description="Whoever has the link sees this trade, without signing in unless it is for one person: never your notes, tags or account."
      actions={
        <>
          <Button onClick={onClose}>Done</Button>
          <Button
            kind="solid"
            busy={make.isPending}
            onClick={() => {
              make.mutate();
            }}
          >
            Make a link
          </Button>
        </>
      }
    >
      <div className="flex flex-col gap-4 pb-2">
        {make.error && <ProblemBox problem={asProblem(make.error)} />}
        {link !== null && <NewLink link={link} />}
        <SelectField
          label="Result"
          value={results}
          onChange={(event) => {
            setResults(event.target.value as Results);
          }}
        >
          {resultsFor(trade).map((one) => (
            <option key={one.results} value={one.results}>
              {one.label}
            </option>
          ))}
        </SelectField>
        <CheckField
          label="Hide the size"
          hint={inMoney ? "Not with the result in money: the size would follow from it." : ""}
          checked={hidesSizes && !inMoney}
          disabled={inMoney}
          onChange={(event) => {
            setHidesSizes(event.target.checked);
          }}
        />
        <CheckField
          label="Hide the symbol"
          hint="Prices and times are hidden with it; the days stay."
          checked={hidesSymbol}
          onChange={(event) => {
            setHidesSymbol(event.target.checked);
          }}
        />
        <InputField
          label="Only for"
          optional
          type="email"
          autoComplete="off"
          hint="Then only who signs in with this address opens it."
          value={email}
          onChange={(event) => {
            setEmail(event.target.value);
          }}
        />
        <SelectField
          label="Ends"
          value={String(days)}
          onChange={(event) => {
            setDays(Number(event.target.value));
          }}
        >
          {DAYS.map((one) => (
            <option key={one} value={one}>
              {one === 1 ? "In a day" : `In ${String(one)} days`}
            </option>
          ))}
        </SelectField>
        <Links links={links} tradeId={trade.id} />
      </div>
    </Dialog>
  );
}

function NewLink({ link }: { link: string }) {
  return (
    <div className="flex flex-col gap-2 rounded-md border border-line bg-sunken p-3">
      {/* eslint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- scrolled by keyboard where it is too long */}
      <code aria-label="Link" tabIndex={0} className="overflow-x-auto font-mono text-xs whitespace-pre select-all">
        {link}
      </code>
      <div className="flex flex-wrap items-center gap-2">
        <Button
          size="sm"
          icon="copy"
          onClick={() => {
            void copyText(link, "The link is");
          }}
        >
          Copy link
        </Button>
        <span className="text-xs text-soft">It is shown this once.</span>
      </div>
    </div>
  );
}

function Links({ links, tradeId }: { links: readonly ShareOut[]; tradeId: string }) {
  const client = useQueryClient();
  const end = useMutation({
    mutationFn: (id: string) => sharesEnd({ path: { share_id: id } }),
    onSuccess: () => client.invalidateQueries({ queryKey: accessKeys.shares(tradeId) }),
  });
  if (links.length === 0) return null;
  return (
    <section aria-label="Links to this trade">
      <h3 className="mb-1 text-sm font-medium">Links that open</h3>
      {end.error && <ProblemBox problem={asProblem(end.error)} />}
      <ul>
        {links.map((one) => (
          <li key={one.id} className="flex items-center gap-3 border-t border-line py-2 text-sm first:border-t-0">
            <span className="min-w-0 flex-1">
              {toldBy(one)}
              <span className="block text-xs text-faint">
                {one.for_email ? `only for ${one.for_email}, ` : ""}until {dayOfInstant(one.expires_at, localZone())}
              </span>
            </span>
            <Button
              size="sm"
              kind="danger"
              aria-label={`End the link: ${toldBy(one)}`}
              onClick={() => {
                end.mutate(one.id);
              }}
            >
              End
            </Button>
          </li>
        ))}
      </ul>
    </section>
  );
}
