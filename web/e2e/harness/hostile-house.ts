import type { Page } from "@playwright/test";
import { packed, PAYLOADS } from "./hostile";
import { type Api, expect } from "./test";

/** Somebody who writes nothing but payloads. */
export interface Writer {
  page: Page;
  api: Api;
  email: string;
  password: string;
}

const PERSON_NAMES = ["<script>HIT()</script>", "javascript:HIT()", "{{constructor.constructor('HIT()')()}}"];
const DAY_MS = 86_400_000;
const FILE_HEAD = "Date,Time,Symbol,Side,Quantity,Price,Commission,Currency\n";

/** As tags may be: without commas and double quotes, of forty characters. */
const asLabel = (payload: string): string => payload.replaceAll(/[",]/g, "'").slice(0, 40).trim();
const asCell = (payload: string): string => `"${payload.replaceAll('"', '""')}"`;
const asEmail = (payload: string): string => `${payload.replaceAll(/[\s@]/g, "/")}@example.org`;

async function send(who: Writer, method: "patch" | "post", path: string, data: unknown, headers = {}): Promise<unknown> {
  const options = { headers: { Authorization: `Bearer ${who.api.token}`, ...headers }, data };
  const answer = await who.page.request[method](`/api/v1${path}`, options);
  expect(answer.ok(), `${path}: ${await answer.text()}`).toBe(true);
  return answer.json();
}

const each = <T>(texts: readonly string[], ask: (text: string, place: number) => Promise<T>): Promise<T[]> =>
  Promise.all(texts.map(ask));

/** Accounts, symbols, cash, labels, playbooks and notes. Answers an account's id and a trade's. */
export async function writeLedger(who: Writer): Promise<{ account: string; trades: string[] }> {
  const { api } = who;
  const names = packed(80);
  const accounts = await each(packed(60), (broker, place) =>
    api.post<{ id: string }>("/accounts", { name: names[place] ?? broker, broker, number: broker, currency: "USD", timezone: "Etc/UTC" }),
  );
  const account = accounts[0]?.id ?? "";
  const fills = PAYLOADS.flatMap((symbol, place) =>
    ["buy", "sell"].map((side) => ({
      account_id: accounts[place % accounts.length]?.id,
      symbol,
      side,
      quantity: "1",
      price: side === "buy" ? "10" : "12.5",
      executed_at: new Date(Date.UTC(2025, 2, 3, side === "buy" ? 15 : 16) + place * DAY_MS).toISOString(),
    })),
  );
  await api.post("/executions/bulk", { fills });
  const cash = { account_id: account, kind: "dividend", amount: "1", occurred_at: "2025-03-03T12:00:00Z" };
  const symbols = packed(64);
  await each(packed(200), (detail, place) => api.post("/cash-events", { ...cash, detail, symbol: symbols[place] }));
  const { items } = await api.get<{ items: { id: string }[] }>("/trades?limit=100");
  expect(items).toHaveLength(PAYLOADS.length);
  const labels = [...new Set(PAYLOADS.map(asLabel))];
  const halves = [labels.slice(0, 30), labels.slice(30)];
  await each(packed(80), (playbook, place) => {
    const half = halves[place % 2];
    const data = { tags: half, mistakes: half, emotions: half, playbook, notes: PAYLOADS.join("\n\n") };
    return send(who, "patch", `/trades/${items[place]?.id ?? ""}/annotation`, data, { "If-Match": "*" });
  });
  return { account, trades: items.map((one) => one.id) };
}

/** Files that are called so, are full of it, or have such columns. Answers the id of one with rows, and of one that has none. */
export async function bringFiles(who: Writer): Promise<{ full: string; strange: string }> {
  const rows = PAYLOADS.flatMap((text, place) => {
    const time = `09:31:${String(place).padStart(2, "0")}`;
    return [
      `2025-06-03,${time},${asCell(text)},BUY,1,${String(place + 1)},0,USD`,
      `2025-06-04,${time},X,BUY,1,${asCell(text)},0,USD`,
      `2025-06-05,${time},X,${asCell(text)},1,1,0,USD`,
    ];
  });
  const columns = PAYLOADS.map(asCell).join(",");
  const contents = [`${FILE_HEAD}${rows.join("\n")}\n`, `${columns}\n${columns}\n${columns}\n`];
  const made = await each(packed(190), async (name, place) => {
    const path = `/imports?review=true&filename=${encodeURIComponent(`${name}.csv`)}`;
    const content = Buffer.from(contents[place] ?? name);
    return (await send(who, "post", path, content, { "Content-Type": "application/octet-stream" })) as { id: string };
  });
  return { full: made[0]?.id ?? "", strange: made[1]?.id ?? "" };
}

/** What people give names to, and whom they invite. Answers the links of an invitation and of a shared trade. */
export async function writeNames(who: Writer, trade: string): Promise<{ invitation: string; shared: string }> {
  const { api } = who;
  const me = await api.get<{ workspace_id: string }>("/auth/me");
  const [own = "", ...others] = packed(80);
  await send(who, "patch", `/workspaces/${me.workspace_id}`, { name: own });
  await each(others.slice(0, 19), (name) => api.post("/workspaces", { name }));
  await each(packed(80), (name) => api.post("/api-keys", { name, scopes: ["trades.read"] }));
  const query_id = PAYLOADS.join(" ").replaceAll(/[\n\t\u202e]/g, " ");
  const credentials = { token: "0", query_id };
  await each(packed(120), (name) => api.post("/broker-connections", { kind: "ibkr_flex", name, credentials }));
  const addresses = packed(240).map(asEmail);
  await each(addresses, (for_email) => api.post("/shares", { trade_id: trade, for_email }));
  const invited = await each(addresses, (email) => api.post<{ path: string }>("/invitations", { email, role: "viewer" }));
  const { path } = await api.post<{ path: string }>("/shares", { trade_id: trade });
  return { invitation: invited[0]?.path ?? "", shared: path };
}

/** Others who are called so, and a browser that says it is called so. */
export async function bringPeople(who: Writer): Promise<void> {
  const headers = { "Content-Type": "application/json", "User-Agent": PAYLOADS.join(" ").replaceAll(/[^ -~]/g, " ") };
  const ask = async (path: string, body: unknown): Promise<void> => {
    // Not by the browser's context: it stays who it is.
    const answer = await fetch(`${process.env["E2E_ADDRESS"] ?? ""}/api/v1/auth/${path}`, { method: "POST", headers, body: JSON.stringify(body) });
    expect(answer.ok, await answer.text()).toBe(true);
  };
  for (const name of PERSON_NAMES) {
    const email = `${crypto.randomUUID()}@example.org`;
    const { path } = await who.api.post<{ path: string }>("/invitations", { email, role: "trader" });
    const person = { email, password: who.password, name, timezone: "Etc/UTC", currency: "USD" };
    await ask("register", { ...person, invitation: path.split("#")[1] });
  }
  await ask("login", { email: who.email, password: who.password });
}
