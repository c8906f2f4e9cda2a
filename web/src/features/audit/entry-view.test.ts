import { expect, it } from "vitest";
import type { AuditEntryOut } from "../../api/generated";
import { actionName, briefObject, changesOf, groupsOf, whoDid } from "./entry-view";

const ENTRY: AuditEntryOut = {
  seq: 3,
  at: "2026-03-02T14:30:00Z",
  person: "u-1",
  key: null,
  action: "executions.void",
  noun: "execution",
  object: "01a20987-e219-742e-9b2a-b2823e5fd74e",
  result: "done",
  reason: "",
  address: "192.0.2.7",
  request: "r-1",
  changes: { number: [null, ""], price: ["10.5", null], scopes: [null, ["trades.read", "imports.write"]] },
  prev: "00",
  hash: "ab",
};
const NAMES = new Map([["u-2", "Bob"]]);

it("names what was done in words", () => {
  expect(actionName("executions.pick_lots")).toBe("Executions: pick lots");
  expect(actionName("auth.sign_in")).toBe("Sign-in: sign in");
});

it("says who did it, also by a key, by nobody known and by itself", () => {
  expect(whoDid(ENTRY, NAMES, "u-1")).toBe("You");
  expect(whoDid({ ...ENTRY, person: "u-2", key: "k-1" }, NAMES, "u-1")).toBe("Bob, by a key");
  expect(whoDid({ ...ENTRY, person: "u-3" }, NAMES, "u-1")).toBe("Somebody who left");
  expect(whoDid({ ...ENTRY, person: null, result: "refused" }, NAMES, "u-1")).toBe("Nobody known");
  expect(whoDid({ ...ENTRY, person: null, address: "" }, NAMES, "u-1")).toBe("TradeSense");
});

it("tells ids by their end and what was before and after", () => {
  expect(briefObject(ENTRY.object)).toBe("…3e5fd74e");
  expect(briefObject("QZW")).toBe("QZW");
  expect(changesOf(ENTRY)).toEqual([
    { field: "Price", before: "10.5", after: "–" },
    { field: "Scopes", before: "–", after: "trades.read, imports.write" },
  ]);
});

it("offers the groups of the chain that is read", () => {
  const action = (name: string, chain: "workspace" | "person") => ({ action: name, chain, noun: "", words: "" });
  const known = [action("shares.end", "workspace"), action("shares.create", "workspace"), action("auth.sign_in", "person")];
  expect(groupsOf(known, "workspace")).toEqual(["shares"]);
  expect(groupsOf(known, "me")).toEqual(["auth"]);
});
