import { addDays, addMonths, daysBetween, isDay, lastDayOf, monday, todayIn, weekday, zonedInstant } from "./dates";

describe("days", () => {
  it("step over ends of months, years and clock changes", () => {
    expect(addDays("2024-02-28", 1)).toBe("2024-02-29");
    expect(addDays("2026-01-01", -1)).toBe("2025-12-31");
    expect(addDays("2026-03-08", 1)).toBe("2026-03-09");
    expect(daysBetween("2026-03-07", "2026-03-10")).toBe(3);
  });

  it("know their week", () => {
    expect(weekday("2026-11-23")).toBe(0);
    expect(weekday("2026-11-22")).toBe(6);
    expect(monday("2026-11-22")).toBe("2026-11-16");
  });

  it("are told from what is none", () => {
    expect(isDay("2026-02-28")).toBe(true);
    expect(isDay("2026-02-30")).toBe(false);
    expect(isDay("2026-13-01")).toBe(false);
    expect(isDay("yesterday")).toBe(false);
  });

  it("depend on where it is asked", () => {
    const lateInNewYork = new Date("2026-11-23T03:30:00Z");
    expect(todayIn("America/New_York", lateInNewYork)).toBe("2026-11-22");
    expect(todayIn("Asia/Tokyo", lateInNewYork)).toBe("2026-11-23");
  });
});

describe("months", () => {
  it("are counted across years", () => {
    expect(addMonths("2025-11", 3)).toBe("2026-02");
    expect(addMonths("2026-01", -1)).toBe("2025-12");
    expect(lastDayOf("2024-02")).toBe("2024-02-29");
  });
});

describe("an instant from a local time", () => {
  it("follows the clocks of its zone", () => {
    expect(zonedInstant("2026-07-01T09:30", "America/New_York")).toBe("2026-07-01T13:30:00.000Z");
    expect(zonedInstant("2026-12-01T09:30:15", "America/New_York")).toBe("2026-12-01T14:30:15.000Z");
  });

  it("is nothing where the clocks skip it, or it is no time", () => {
    expect(zonedInstant("2026-03-08T02:30", "America/New_York")).toBeNull();
    expect(zonedInstant("soon", "America/New_York")).toBeNull();
  });
});
