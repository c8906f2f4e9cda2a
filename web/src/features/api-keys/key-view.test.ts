import { expect, it } from "vitest";
import type { ApiKeyOut, PermissionOut } from "../../api/generated";
import { givable, overlaps, PRESETS, scopesOf, stateOf } from "./key-view";

const row = (permission: string, roles: PermissionOut["roles"], forKeys = true): PermissionOut => ({
  permission,
  allows: permission,
  roles,
  for_keys: forKeys,
});
const TABLE = [
  row("trades.read", ["owner", "trader", "viewer"]),
  row("imports.read", ["owner", "trader", "viewer"]),
  row("imports.write", ["owner", "trader"]),
  row("workspace.write", ["owner"]),
  row("members.write", ["owner"], false),
];
const preset = (id: string) => PRESETS.find((one) => one.id === id)!;

it("offers what a key can be given and the reader has", () => {
  const names = givable(TABLE, "trader").map((one) => one.permission);
  expect(names).toEqual(["trades.read", "imports.read", "imports.write"]);
  expect(givable(TABLE, undefined)).toEqual([]);
});

it("turns a purpose into scopes, and never offers more", () => {
  const offered = givable(TABLE, "trader");
  expect(scopesOf(preset("import"), offered, [])).toEqual(["imports.write"]);
  expect(scopesOf(preset("read"), offered, [])).toEqual(["trades.read", "imports.read"]);
  expect(scopesOf(preset("all"), offered, [])).toHaveLength(3);
  expect(scopesOf(preset("own"), offered, ["imports.read", "workspace.write"])).toEqual(["imports.read"]);
});

it("says how a key stands", () => {
  const now = Date.parse("2026-01-05T12:00:00Z");
  const key = { revoked_at: null, expires_at: "2026-03-01T00:00:00Z", former_until: null } as ApiKeyOut;
  expect(stateOf(key, now).label).toBe("Active");
  expect(stateOf({ ...key, expires_at: "2026-01-10T00:00:00Z" }, now).label).toBe("Expires soon");
  expect(stateOf({ ...key, expires_at: "2026-01-05T12:00:00Z" }, now)).toMatchObject({ label: "Expired", isOver: true });
  expect(stateOf({ ...key, revoked_at: "2026-01-01T00:00:00Z" }, now)).toMatchObject({ label: "Revoked", isOver: true });
  expect(overlaps({ ...key, former_until: "2026-01-05T12:00:01Z" }, now)).toBe(true);
  expect(overlaps({ ...key, former_until: "2026-01-05T12:00:00Z" }, now)).toBe(false);
});
