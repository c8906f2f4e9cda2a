import type { BrokerConnectionOut, BrokerOut, CredentialFieldOut, SyncOutcome, SyncSchedule } from "../../api/generated";
import { shortInstant } from "../../lib/dates";
import type { Tone } from "../../ui/badge";

export const SCHEDULES: Record<SyncSchedule, string> = {
  off: "Only when I ask",
  hourly: "Every hour",
  daily: "Every day",
};

const OUTCOMES: Record<SyncOutcome, { label: string; tone: Tone }> = {
  running: { label: "Syncing", tone: "accent" },
  synced: { label: "Synced", tone: "good" },
  partial: { label: "More to come", tone: "accent" },
  nothing_new: { label: "Nothing new", tone: "good" },
  waiting: { label: "Report is being made", tone: "accent" },
  throttled: { label: "Asked to wait", tone: "warn" },
  unavailable: { label: "Broker does not answer", tone: "warn" },
  refused: { label: "Credentials refused", tone: "bad" },
  failed: { label: "Failed", tone: "bad" },
  interrupted: { label: "Interrupted", tone: "warn" },
};

export function outcomeOf(outcome: SyncOutcome | null): { label: string; tone: Tone } {
  return outcome ? OUTCOMES[outcome] : { label: "Not synced yet", tone: "plain" };
}

/** Whether a worker is at it, or is about to be. */
export function isBusy(one: BrokerConnectionOut, now: number = Date.now()): boolean {
  return one.last_outcome === "running" || (one.next_run_at !== null && Date.parse(one.next_run_at) <= now);
}

/** When it was last right and when it is asked again, in a line. */
export function timesOf(one: BrokerConnectionOut, zone: string): string {
  const last = one.last_synced_at ? `Last synced ${shortInstant(one.last_synced_at, zone)}` : "Never synced";
  if (one.last_outcome === "refused") return `${last} · stopped until the credentials are changed`;
  if (one.last_outcome === "running") return `${last} · syncing now`;
  return one.next_run_at ? `${last} · next ${shortInstant(one.next_run_at, zone)}` : `${last} · syncs only when asked`;
}

/** The fields that a form starts with: what is no secret as it is, a choice at its first. */
export function startOf(broker: BrokerOut, shown: Record<string, string> = {}): Record<string, string> {
  return Object.fromEntries(
    broker.fields.map((field) => [field.name, shown[field.name] ?? field.choices[0] ?? ""]),
  );
}

/** What to send: everything that is filled in. A secret left empty stays as it is. */
export function givenOf(fields: readonly CredentialFieldOut[], said: Record<string, string>): Record<string, string> {
  const filled = fields.map((field) => [field.name, (said[field.name] ?? "").trim()] as const);
  return Object.fromEntries(filled.filter(([, value]) => value !== ""));
}

/** What is missing, by field. When `known`, secrets may be left empty. */
export function missingIn(
  fields: readonly CredentialFieldOut[],
  said: Record<string, string>,
  known: boolean,
): Record<string, string> {
  const missing = fields.filter(
    (field) => !field.optional && !(known && field.secret) && (said[field.name] ?? "").trim() === "",
  );
  return Object.fromEntries(missing.map((field) => [field.name, `${field.label} is needed.`]));
}
