import { useQuery } from "@tanstack/react-query";
import { Link, useRouterState } from "@tanstack/react-router";
import { useState } from "react";
import { type SharedTradeOut, sharesOpen } from "../../api/generated";
import { asProblem } from "../../api/problem";
import { dayOfInstant, instant, localZone, longDay } from "../../lib/dates";
import { money, quantity } from "../../lib/format";
import { buttonClass } from "../../ui/button";
import { classes } from "../../ui/classes";
import { Logo } from "../../ui/icon";
import { ProblemBox } from "../../ui/problem-box";
import { Loading, Skeleton } from "../../ui/skeleton";
import { useTitle } from "../../ui/use-title";

/** The link's token while whom it is for signs in: in memory only, since in an address it would be sent to the server. */
let held = "";

/** One trade, for whoever has its link, or whom it is for: as much of it as its trader wants to tell. */
export function SharedPage() {
  useTitle("A shared trade");
  const fragment = useRouterState({ select: (state) => state.location.hash });
  const [token] = useState(() => {
    held = fragment.replace(/^#/, "") || held;
    return held || "-";
  });
  const found = useQuery({
    queryKey: ["shared", token],
    queryFn: ({ signal }) => sharesOpen({ body: { token }, signal }),
    retry: false,
  });
  return (
    <main className="flex min-h-dvh flex-col items-center justify-center px-5 py-10">
      <div className="w-full max-w-md rounded-lg border border-line bg-surface p-6 sm:p-8">
        {found.isPending && (
          <Loading label="Loading the trade">
            <Skeleton className="h-40 w-full" />
          </Loading>
        )}
        {found.isError && <Over thrown={found.error} />}
        {found.data && <Trade trade={found.data} />}
      </div>
      <p className="mt-4 flex items-center gap-2 text-sm text-faint">
        <Logo size={20} /> Shared with TradeSense
      </p>
    </main>
  );
}

function Over({ thrown }: { thrown: Error }) {
  const problem = asProblem(thrown);
  if (problem.status === 401) {
    return (
      <div className="flex flex-col gap-4">
        <h1 className="text-xl font-semibold">This trade is shared with one person</h1>
        <p className="text-soft">Sign in with the address that the link was made for.</p>
        <Link to="/sign-in" search={{ to: "/shared" }} className={buttonClass("solid", "lg")}>
          Sign in
        </Link>
      </div>
    );
  }
  return (
    <div className="flex flex-col gap-4">
      <h1 className="text-xl font-semibold">This link does not open anything</h1>
      {problem.status === 404 ? (
        <p className="text-soft">It has ended, or the trade is gone. Ask whoever sent it.</p>
      ) : problem.code === "share.for_another" ? (
        <p className="text-soft">It is for somebody who signs in with another address than yours.</p>
      ) : (
        <ProblemBox problem={problem} />
      )}
      <Link to="/" className={buttonClass("outline", "lg")}>
        Go to TradeSense
      </Link>
    </div>
  );
}

function Trade({ trade }: { trade: SharedTradeOut }) {
  const zone = localZone();
  const facts: [string, string][] = [
    ["Opened", trade.opened_at ? instant(trade.opened_at, zone) : longDay(trade.opened_on)],
    ...(trade.closed_on
      ? [["Closed", trade.closed_at ? instant(trade.closed_at, zone) : longDay(trade.closed_on)] as [string, string]]
      : []),
    ...(trade.quantity === null ? [] : [["Size", quantity(trade.quantity)] as [string, string]]),
    ...(trade.entry_price === null ? [] : [["Entry", quantity(trade.entry_price)] as [string, string]]),
    ...(trade.exit_price === null ? [] : [["Exit", quantity(trade.exit_price)] as [string, string]]),
  ];
  return (
    <article className="flex flex-col gap-5">
      <header className="flex items-center gap-2">
        <h1 className="text-xl font-semibold">{trade.symbol ?? `A ${trade.asset_class} trade`}</h1>
        <span className="rounded-sm bg-sunken px-1.5 text-xs leading-5 text-soft">{trade.side}</span>
        {!trade.closed_on && <span className="rounded-sm bg-accent-wash px-1.5 text-xs leading-5 text-accent">open</span>}
      </header>
      <p className={classes("text-hero font-semibold tracking-tight", toneOf(trade.result))}>{resultOf(trade)}</p>
      <dl className="grid grid-cols-[88px_1fr] gap-x-3 gap-y-2 text-sm">
        {facts.map(([name, value]) => (
          <div key={name} className="contents">
            <dt className="text-faint">{name}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
      <p className="text-xs text-faint">
        Rebuilt from the broker’s fills, fees included. The link opens until {dayOfInstant(trade.expires_at, zone)}.
      </p>
    </article>
  );
}

function toneOf(result: string | null): string {
  if (result === null || /^-?0(\.0+)?$/.test(result)) return "";
  return result.startsWith("-") ? "text-loss" : "text-gain";
}

function resultOf(trade: SharedTradeOut): string {
  if (trade.result === null) return trade.closed_on ? "No result" : "Open";
  if (trade.results === "money") return money(trade.result, { currency: trade.currency ?? "", signed: true });
  const number = money(trade.result, { signed: true });
  return trade.results === "r" ? `${number} R` : `${number} %`;
}
