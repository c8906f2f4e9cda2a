import { useQuery } from "@tanstack/react-query";
import { useNavigate, useSearch } from "@tanstack/react-router";
import { type ReactNode, useState } from "react";
import type { CalendarOut } from "../../../api/generated";
import { asProblem } from "../../../api/problem";
import { calendarQuery } from "../../../api/queries/analytics";
import { meQuery } from "../../../api/queries/people";
import { addMonths, monthName, monthOf, todayIn, zoneCity } from "../../../lib/dates";
import { and } from "../../../lib/filter/compose";
import { useHotkeys } from "../../../lib/hotkeys";
import { useSlug, useView } from "../../../lib/view";
import { Button, IconButton } from "../../../ui/button";
import { classes } from "../../../ui/classes";
import { ProblemBox } from "../../../ui/problem-box";
import { Loading, Skeleton } from "../../../ui/skeleton";
import { useTitle } from "../../../ui/use-title";
import { firstMonth, monthView, yearMonths } from "./calendar-view";
import { MonthGrid } from "./month-grid";
import { MonthSummary } from "./month-summary";
import { YearStrip } from "./year-strip";

/** Month by month, what each day brought; a day leads to its trades. */
export function CalendarPage({ firstUse }: { firstUse: ReactNode }) {
  useTitle("Calendar");
  const { q } = useView();
  // All of it at once: going from month to month then asks for nothing.
  const calendar = useQuery(calendarQuery(q, "", ""));
  if (calendar.isError) {
    return <ProblemBox large problem={asProblem(calendar.error)} onRetry={() => void calendar.refetch()} />;
  }
  if (!calendar.data) return <Waiting />;
  if (calendar.data.days.length === 0 && q === "") return firstUse;
  return <Months calendar={calendar.data} faded={calendar.isPlaceholderData} />;
}

function Months({ calendar, faded }: { calendar: CalendarOut; faded: boolean }) {
  const workspace = useSlug();
  const navigate = useNavigate();
  const { q } = useView();
  const zone = useQuery(meQuery).data?.workspaces.find((one) => one.slug === workspace)?.timezone ?? "UTC";
  const today = todayIn(zone);
  const { month = firstMonth(calendar, today) } = useSearch({ strict: false }) as { month?: string };
  const view = monthView(calendar, month);
  const [chosen, setChosen] = useState("");
  const current = monthOf(chosen) === month ? chosen : (view.days.at(-1)?.day ?? `${month}-01`);

  const show = (next: string) => {
    void navigate({ to: ".", search: ((before: object) => ({ ...before, month: next })) as never, replace: true });
  };
  const open = (period: string) => {
    void navigate({
      to: "/w/$workspace/trades",
      params: { workspace },
      search: { q: and(q, `closed:${period}`), period: undefined },
    });
  };
  const move = (day: string) => {
    setChosen(day);
    if (monthOf(day) !== month) show(monthOf(day));
  };
  useHotkeys({
    "[": () => {
      show(addMonths(month, -1));
    },
    "]": () => {
      show(addMonths(month, 1));
    },
  });
  return (
    <div className={classes("mx-auto flex w-full max-w-page flex-col gap-3 p-3 sm:p-4", faded && "opacity-60")}>
      <header className="flex flex-wrap items-center gap-2">
        <h1 className="mr-1 min-w-44 text-xl max-sm:flex-1 font-semibold" aria-live="polite">
          {monthName(month)}
        </h1>
        <IconButton
          icon="left"
          label="Month before ([)"
          bordered
          onClick={() => {
            show(addMonths(month, -1));
          }}
        />
        <IconButton
          icon="right"
          label="Month after (])"
          bordered
          onClick={() => {
            show(addMonths(month, 1));
          }}
        />
        <Button
          className="max-sm:hidden"
          disabled={month === monthOf(today)}
          onClick={() => {
            show(monthOf(today));
          }}
        >
          This month
        </Button>
        <span className="text-xs text-faint sm:ml-auto">
          {calendar.currency}, days in {zoneCity(zone)}, trades count on the day they realised
        </span>
      </header>
      <YearStrip months={yearMonths(calendar, month)} shown={month} currency={calendar.currency} onChoose={show} />
      <div className="grid items-start gap-3 lg:grid-cols-[minmax(0,1fr)_320px]">
        <MonthGrid
          view={view}
          currency={calendar.currency}
          current={current}
          today={today}
          onMove={move}
          onOpen={open}
        />
        <MonthSummary view={view} currency={calendar.currency} onOpen={open} />
      </div>
    </div>
  );
}

function Waiting() {
  return (
    <Loading label="Loading the calendar" className="mx-auto flex w-full max-w-page flex-col gap-3 p-3 sm:p-4">
      <Skeleton className="h-8 w-56" />
      <Skeleton className="h-20 w-full" />
      <div className="grid gap-3 lg:grid-cols-[minmax(0,1fr)_320px]">
        <Skeleton className="h-[516px] w-full" />
        <Skeleton className="h-80 w-full" />
      </div>
    </Loading>
  );
}
