import type { CalendarOut } from "../../../api/generated";
import { dayAfter, firstMonth, monthView, yearMonths } from "./calendar-view";

const day = (on: string, net: string, trades = 1) => ({ day: on, net, fees: "0.50", trades });
const CALENDAR: CalendarOut = {
  currency: "USD",
  days: [day("2026-10-30", "40.00"), day("2026-11-03", "100.10", 3), day("2026-11-04", "-30.05"), day("2026-11-20", "0.00")],
  weeks: [
    { first: "2026-10-26", net: "40.00", trades: 1, days: 1 },
    { first: "2026-11-02", net: "70.05", trades: 4, days: 2 },
  ],
  months: [
    { first: "2026-10-01", net: "40.00", trades: 1, days: 1 },
    { first: "2026-11-01", net: "70.05", trades: 5, days: 3 },
  ],
};

describe("a month", () => {
  const view = monthView(CALENDAR, "2026-11");

  it("consists of whole weeks, those with nothing but an idle weekend left out", () => {
    // The 1st of November 2026 is a Sunday on which nothing was closed.
    expect(view.weeks.map((week) => week.first)).toEqual(["2026-11-02", "2026-11-09", "2026-11-16", "2026-11-23", "2026-11-30"]);
    expect(view.columns).toBe(5);
    expect(view.weeks.at(-1)?.cells.map((cell) => cell.isInside)).toEqual([true, false, false, false, false]);
  });

  it("shows weekends where one has a result", () => {
    expect(monthView({ ...CALENDAR, days: [day("2026-11-07", "1")] }, "2026-11").columns).toBe(7);
  });

  it("adds up exactly what its days realised", () => {
    expect(view.curve.map((one) => one.total)).toEqual(["100.10", "70.05", "70.05"]);
    expect(view.total?.net).toBe("70.05");
    expect(view.fees).toBe("1.50");
    expect(view).toMatchObject({ gains: 1, losses: 1 });
    expect(view.best?.day).toBe("2026-11-03");
    expect(view.worst?.day).toBe("2026-11-04");
  });

  it("gives each day its direction, and its week the server's total", () => {
    const [week] = view.weeks;
    expect(week?.cells[1]).toMatchObject({ day: "2026-11-03", direction: 1, strength: 1 });
    expect(week?.cells[2]).toMatchObject({ direction: -1 });
    expect(week?.total?.net).toBe("70.05");
  });

  it("stays empty where there is nothing", () => {
    const empty = monthView(CALENDAR, "2026-12");
    expect(empty).toMatchObject({ total: null, best: null, worst: null, days: [] });
    expect(empty.weeks.every((week) => week.cells.every((cell) => cell.direction === 0))).toBe(true);
  });
});

describe("going through the calendar", () => {
  it("begins with the last month that has a result", () => {
    expect(firstMonth(CALENDAR, "2027-05-01")).toBe("2026-11");
    expect(firstMonth({ ...CALENDAR, days: [] }, "2027-05-01")).toBe("2027-05");
  });

  it("compares the months of a year", () => {
    const months = yearMonths(CALENDAR, "2026-11");
    expect(months).toHaveLength(12);
    expect(months[9]).toMatchObject({ month: "2026-10", height: 40 / 70.05 });
    expect(months[10]?.height).toBe(1);
    expect(months[0]).toMatchObject({ total: null, height: 0 });
  });

  it("steps over hidden weekends, and into the next month", () => {
    expect(dayAfter("ArrowRight", "2026-11-06", 5)).toBe("2026-11-09");
    expect(dayAfter("ArrowLeft", "2026-11-09", 5)).toBe("2026-11-06");
    expect(dayAfter("ArrowRight", "2026-11-06", 7)).toBe("2026-11-07");
    expect(dayAfter("ArrowDown", "2026-11-30", 5)).toBe("2026-12-07");
    expect(dayAfter("End", "2026-11-04", 5)).toBe("2026-11-06");
    expect(dayAfter("x", "2026-11-04", 5)).toBeNull();
  });

  it("goes to the next month, on the same day of the week", () => {
    for (const from of ["2026-01-31", "2026-02-01", "2026-11-03", "2026-12-31"]) {
      const next = dayAfter("PageDown", from, 7) ?? "";
      const back = dayAfter("PageUp", next, 7) ?? "";
      expect(new Date(next).getUTCDay()).toBe(new Date(from).getUTCDay());
      expect(back.slice(0, 7)).toBe(from.slice(0, 7));
    }
  });
});
