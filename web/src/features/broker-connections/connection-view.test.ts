import { expect, it } from "vitest";
import type { BrokerConnectionOut, BrokerOut } from "../../api/generated";
import { givenOf, isBusy, missingIn, outcomeOf, startOf, timesOf } from "./connection-view";

const BROKER: BrokerOut = {
  kind: "alpaca",
  broker: "Alpaca",
  title: "Trading API",
  fields: [
    { name: "environment", label: "Environment", help: "", secret: false, optional: false, choices: ["live", "paper"] },
    { name: "key_id", label: "API key id", help: "", secret: true, optional: false, choices: [] },
    { name: "note", label: "Note", help: "", secret: false, optional: true, choices: [] },
  ],
};
const ONE: BrokerConnectionOut = {
  id: "c-1",
  kind: "alpaca",
  broker: "Alpaca",
  name: "Mine",
  account_id: null,
  shown: { environment: "paper" },
  schedule: "off",
  since: null,
  review_first: false,
  last_outcome: null,
  last_detail: "",
  last_run_at: null,
  last_synced_at: null,
  next_run_at: null,
  created_at: "2026-01-05T10:00:00Z",
};

it("begins a form with what is known and the first of the choices", () => {
  expect(startOf(BROKER)).toEqual({ environment: "live", key_id: "", note: "" });
  expect(startOf(BROKER, ONE.shown)).toEqual({ environment: "paper", key_id: "", note: "" });
});

it("sends what is filled in, and asks for the rest", () => {
  expect(givenOf(BROKER.fields, { environment: "live", key_id: " k ", note: "" })).toEqual({ environment: "live", key_id: "k" });
  expect(missingIn(BROKER.fields, { environment: "live", key_id: " " }, false)).toEqual({ key_id: "API key id is needed." });
  expect(missingIn(BROKER.fields, { environment: "live", key_id: "" }, true)).toEqual({});
});

it("says when it was last right and when it is asked again", () => {
  const synced = { ...ONE, last_outcome: "synced" as const, last_synced_at: "2026-01-05T10:00:00Z" };
  expect(timesOf(ONE, "UTC")).toBe("Never synced · syncs only when asked");
  expect(timesOf(synced, "UTC")).toMatch(/^Last synced .*10:00.* · syncs only when asked$/);
  expect(timesOf({ ...synced, next_run_at: "2026-01-05T11:00:00Z" }, "UTC")).toMatch(/next .*11:00/);
  expect(timesOf({ ...synced, last_outcome: "refused" }, "UTC")).toMatch(/stopped until the credentials are changed$/);
});

it("is busy while it runs and when it is due", () => {
  const now = Date.parse("2026-01-05T10:00:00Z");
  expect(isBusy(ONE, now)).toBe(false);
  expect(isBusy({ ...ONE, last_outcome: "running" }, now)).toBe(true);
  expect(isBusy({ ...ONE, next_run_at: "2026-01-05T10:00:00Z" }, now)).toBe(true);
  expect(isBusy({ ...ONE, next_run_at: "2026-01-05T10:00:01Z" }, now)).toBe(false);
});

it("has a word for every outcome", () => {
  expect(outcomeOf(null)).toEqual({ label: "Not synced yet", tone: "plain" });
  expect(outcomeOf("refused")).toEqual({ label: "Credentials refused", tone: "bad" });
});
