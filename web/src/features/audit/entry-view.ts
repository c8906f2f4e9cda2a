import type { AuditActionOut, AuditEntryOut } from "../../api/generated";

/** `broker_connections` as `Broker connections`. */
export function spoken(name: string): string {
  const words = name.replaceAll("_", " ");
  return words.charAt(0).toUpperCase() + words.slice(1);
}

/** `executions.void` as `Executions: void`. */
export function actionName(action: string): string {
  const [group = "", verb = ""] = action.split(".");
  return `${group === "auth" ? "Sign-in" : spoken(group)}: ${verb.replaceAll("_", " ")}`;
}

/** Groups of actions to choose from, of that chain. */
export function groupsOf(actions: readonly AuditActionOut[], whose: "workspace" | "me"): string[] {
  const kind = whose === "me" ? "person" : "workspace";
  return [...new Set(actions.filter((one) => one.chain === kind).map((one) => one.action.split(".")[0] ?? ""))].sort();
}

/** Who did it, by the names of the members. */
export function whoDid(entry: AuditEntryOut, names: ReadonlyMap<string, string>, me: string | undefined): string {
  if (entry.person === null) {
    return entry.key === null ? (entry.result === "refused" || entry.address ? "Nobody known" : "TradeSense") : "A key";
  }
  const name = entry.person === me ? "You" : (names.get(entry.person) ?? "Somebody who left");
  return entry.key === null ? name : `${name}, by a key`;
}

const BRIEF_LETTERS = 8;

/** An id is told by its end, which differs; a name as it is. */
export function briefObject(object: string): string {
  return /^[\da-f]{8}-[\da-f-]{27}$/.test(object) ? `…${object.slice(-BRIEF_LETTERS)}` : object;
}

export interface Change {
  field: string;
  before: string;
  after: string;
}

/** What was nothing and is nothing is left out, such as an account's number that nobody gave. */
export function changesOf(entry: AuditEntryOut): Change[] {
  return Object.entries(entry.changes)
    .map(([field, [before, after]]) => ({ field: spoken(field), before: valueText(before), after: valueText(after) }))
    .filter((one) => one.before !== one.after);
}

function valueText(value: unknown): string {
  if (value === null || value === undefined || value === "") return "–";
  if (Array.isArray(value)) return value.map(valueText).join(", ") || "–";
  if (typeof value === "boolean") return value ? "yes" : "no";
  return typeof value === "string" ? value : JSON.stringify(value);
}
