import type { ArchiveOut } from "../../api/generated";
import { count, plural } from "../../lib/format";
import type { Tone } from "../../ui/badge";

type State = ArchiveOut["state"];

const OUT: Record<State, { label: string; tone: Tone }> = {
  waiting: { label: "Waiting", tone: "accent" },
  running: { label: "Being written", tone: "accent" },
  done: { label: "Ready", tone: "good" },
  failed: { label: "Failed", tone: "bad" },
};
const IN: typeof OUT = {
  ...OUT,
  running: { label: "Being restored", tone: "accent" },
  done: { label: "Restored", tone: "good" },
};

export function stateOf({ way, state }: Pick<ArchiveOut, "way" | "state">): { label: string; tone: Tone } {
  return (way === "out" ? OUT : IN)[state];
}

/** Whether a worker has something to do with it, so that asking again will tell more. */
export function isUnderWay({ state }: Pick<ArchiveOut, "state">): boolean {
  return state === "waiting" || state === "running";
}

/** What traders call the tables that they know; the others go by their own names. */
const NAMES: Record<string, [one: string, many: string]> = {
  accounts: ["account", "accounts"],
  annotations: ["annotated trade", "annotated trades"],
  cash_events: ["cash event", "cash events"],
  executions: ["fill", "fills"],
  imports: ["import", "imports"],
  instruments: ["instrument", "instruments"],
  splits: ["split", "splits"],
};

export function tableName(table: string, rows = 2): string {
  const known = NAMES[table];
  return known ? known[rows === 1 ? 0 : 1] : table.replaceAll("_", " ");
}

/** What an archive holds, the tables that traders know first; empty tables are not told of. */
export function contents(tables: readonly { name: string; rows: number }[]): { name: string; rows: number }[] {
  const order = Object.keys(NAMES);
  const place = (name: string) => (order.includes(name) ? order.indexOf(name) : order.length);
  return tables.filter(({ rows }) => rows > 0).toSorted((one, other) => place(one.name) - place(other.name));
}

/** One line for the list: what it holds, or how far it is. */
export function archiveNote({ counts, phase, rows_done: rows, state }: ArchiveOut): string {
  if (state === "waiting") return "Waiting for a worker";
  if (state === "running") {
    return phase ? `${tableName(phase)}, ${plural(rows, "row")} so far` : "Begun";
  }
  if (!counts) return "";
  const tables = contents(Object.entries(counts.tables).map(([name, found]) => ({ name, rows: found })));
  const told = tables
    .filter(({ name }) => name in NAMES && name !== "instruments")
    .map(({ name, rows: found }) => `${count(found)} ${tableName(name, found)}`);
  const trades = counts.trades ?? 0;
  if (trades > 0) told.push(`${plural(trades, "trade")} derived`);
  return [...told, plural(counts.files, "file")].join(", ");
}
