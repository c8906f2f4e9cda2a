import { fireEvent, render, screen } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { expect, it, vi } from "vitest";
import { EquityChart } from "./equity-chart";

const POINTS = ["2026-01-05", "2026-01-06", "2026-01-07", "2026-01-08"].map((day, at) => ({
  day,
  net: "10.00",
  fees: "0",
  trades: 1,
  equity: `${String((at + 1) * 10)}.00`,
  drawdown: "0.00",
}));

function open() {
  const onPeriod = vi.fn();
  const chartOf = (points: typeof POINTS) => (
    <EquityChart points={points} currency="USD" height={200} onPeriod={onPeriod} />
  );
  const { rerender } = render(chartOf(POINTS));
  return {
    onPeriod,
    user: userEvent.setup(),
    chart: screen.getByRole("slider"),
    rerender: (points: typeof POINTS) => {
      rerender(chartOf(points));
    },
  };
}

it("reads day by day with the arrow keys", async () => {
  const { user, chart } = open();
  chart.focus();
  await user.keyboard("{ArrowLeft}");
  expect(chart).toHaveAttribute("aria-valuetext", expect.stringContaining("Jan 7, 2026: +30.00"));
  await user.keyboard("{Home}");
  expect(chart).toHaveAttribute("aria-valuetext", expect.stringContaining("Jan 5, 2026: +10.00"));
});

it("makes a range that is marked by keyboard the period", async () => {
  const { user, chart, onPeriod } = open();
  chart.focus();
  await user.keyboard("{Shift>}{ArrowLeft}{ArrowLeft}{/Shift}");
  expect(screen.getByText("+30.00")).toBeInTheDocument();
  await user.keyboard("{Enter}");
  expect(onPeriod).toHaveBeenCalledExactlyOnceWith("2026-01-06..2026-01-08");
});

it("goes on reading when the days become fewer", async () => {
  const { user, chart, rerender } = open();
  chart.focus();
  await user.keyboard("{End}");
  rerender(POINTS.slice(0, 2));
  expect(chart).toHaveAttribute("aria-valuetext", expect.stringContaining("Jan 6, 2026"));
});

it("gives a range up with Escape", async () => {
  const { user, chart, onPeriod } = open();
  chart.focus();
  await user.keyboard("{Shift>}{ArrowLeft}{/Shift}{Escape}{Enter}");
  expect(onPeriod).toHaveBeenCalledExactlyOnceWith("2026-01-07");
});

it("takes a drag over the days, but not a click", () => {
  const { chart, onPeriod } = open();
  chart.setPointerCapture = () => undefined;
  const at = (clientX: number) => ({ clientX, button: 0, pointerType: "mouse", pointerId: 1 });
  fireEvent.pointerDown(chart, at(1));
  fireEvent.pointerUp(chart, at(1));
  expect(onPeriod).not.toHaveBeenCalled();
  fireEvent.pointerDown(chart, at(1));
  fireEvent.pointerMove(chart, at(800));
  fireEvent.pointerUp(chart, at(800));
  expect(onPeriod).toHaveBeenCalledExactlyOnceWith("2026-01-05..2026-01-08");
});
