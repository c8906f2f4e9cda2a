import type { Page } from "@playwright/test";
import { settled } from "./harness/axe";
import { elsewhere } from "./harness/elsewhere";
import { foreignParts, watchStrikes } from "./harness/hostile";
import { type Api, expect, test } from "./harness/test";

const PASSWORD = "a few plain words";
const origin = (): string => process.env["E2E_ADDRESS"] ?? "";
const switcher = (page: Page) => page.getByTitle("Accounts shown, and workspaces");

async function makeAccount(api: Api, name: string): Promise<void> {
  await api.post("/accounts", { name, currency: "USD", timezone: "Etc/UTC" });
}

/** What a page of another origin gets out of trying: by fetches, forms, frames, scripts and windows. */
const attack = async (app: string): Promise<Record<string, unknown>> => {
  const wait = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));
  const tried: Record<string, unknown> = {};
  const posts = ["auth/refresh", "auth/logout", "auth/logout-all", "accounts", "imports", "auth/login"];
  for (const path of posts) {
    for (const type of ["text/plain", "application/x-www-form-urlencoded"]) {
      const init = { method: "POST", credentials: "include", mode: "no-cors", headers: { "Content-Type": type }, body: "{}" } as const;
      tried[`${path} ${type}`] = (await fetch(`${app}/api/v1/${path}`, init).catch(() => ({ type: "none" }))).type;
    }
    const init = { method: "POST", credentials: "include", headers: { "Content-Type": "application/json" }, body: "{}" } as const;
    tried[`${path} json`] = await fetch(`${app}/api/v1/${path}`, init).then(() => "read", () => "kept");
  }
  tried["read"] = await fetch(`${app}/api/v1/auth/me`, { credentials: "include" }).then(() => "read", () => "kept");
  const form = Object.assign(document.createElement("form"), { method: "post", action: `${app}/api/v1/auth/refresh`, target: "sink" });
  form.enctype = "text/plain";
  const sink = Object.assign(document.createElement("iframe"), { name: "sink" });
  document.body.append(sink, form);
  form.submit();
  const frame = Object.assign(document.createElement("iframe"), { src: `${app}/` });
  document.body.append(frame);
  const script = Object.assign(document.createElement("script"), { src: `${app}/api/v1/auth/me` });
  document.body.append(script);
  const opened = window.open(`${app}/`, "named");
  await wait(1500);
  opened?.postMessage("signed-out", "*");
  tried["window"] = opened === null || opened.closed;
  tried["frame"] = (() => {
    try {
      return frame.contentDocument === null ? "kept" : frame.contentDocument.body.innerHTML;
    } catch {
      return "kept";
    }
  })();
  return tried;
};

test.describe("a page of another site", () => {
  test.use({ expectedErrors: [/./] }); // the attacker's own: its requests are refused

  for (const host of ["127.0.0.1", "localhost"]) {
    test(`S73: changes and reads nothing, frames nothing, holds no window, from ${host}`, async ({ page, newcomer }) => {
      await makeAccount(newcomer, "Untouched");
      await page.goto(`/w/${newcomer.slug}/settings`);
      await expect(switcher(page)).toBeVisible();
      const statuses: string[] = [];
      page.context().on("response", (answer) => {
        const sent = answer.request();
        if (sent.headers()["origin"]?.includes(String(attacker.port))) statuses.push(`${String(answer.status())} ${new URL(answer.url()).pathname}`);
      });
      const attacker = await elsewhere("<!doctype html><title>Elsewhere</title><body></body>");
      const evil = await page.context().newPage();
      await evil.goto(`http://${host}:${String(attacker.port)}/`);
      const tried = await evil.evaluate(attack, origin());
      attacker.stop();
      expect(Object.entries(tried).filter(([, got]) => got === "read")).toEqual([]);
      expect(tried).toMatchObject({ window: true, frame: "kept", read: "kept" });
      expect(statuses.filter((one) => one.startsWith("2"))).toEqual([]);
      // Frames of it show nothing of ours.
      for (const frame of evil.frames().slice(1)) expect(await frame.locator("#root").count()).toBe(0);
      // Nobody was signed out, here or by a session that was exchanged elsewhere.
      await page.reload();
      await expect(switcher(page)).toBeVisible();
      expect((await newcomer.get<{ items: { name: string }[] }>("/accounts")).items.map((one) => one.name)).toEqual(["Untouched"]);
      expect((await newcomer.get<{ items: unknown[] }>("/imports")).items).toEqual([]);
    });
  }
});

test.describe("a link of somebody else’s making", () => {
  test.use({ expectedErrors: [/status of (?:401|404|422)/] });

  test("S36: signing in leads to no other site, whatever the link to it says", async ({ page }) => {
    const email = `${crypto.randomUUID()}@example.org`;
    const person = { email, password: PASSWORD, name: "Ada", timezone: "Etc/UTC", currency: "USD" };
    expect((await page.request.post("/api/v1/auth/register", { data: person })).ok()).toBe(true);
    const struck = await watchStrikes(page.context(), origin());
    for (const to of ["https://x.test/", "//x.test/"]) {
      await page.context().clearCookies();
      await page.goto(`/sign-in?to=${encodeURIComponent(to)}`);
      await page.evaluate(() => {
        localStorage.clear();
      });
      await page.reload();
      await page.getByLabel("Email").fill(email);
      await page.getByLabel("Password").fill(PASSWORD);
      await page.getByRole("button", { name: "Sign in", exact: true }).click();
      await expect(page).toHaveURL(/\/w\/ada-/);
    }
    expect(struck).toEqual([]);
  });

  test("S36: no address leads to another site, or runs", async ({ page, newcomer }) => {
    const struck = await watchStrikes(page.context(), origin());
    const away = ["//x.test", "/\\x.test", "https://x.test", "javascript:HIT()"];
    for (const to of away) {
      await page.goto(`/sign-in?to=${encodeURIComponent(to)}`);
      await expect(switcher(page), to).toBeVisible();
      expect(new URL(page.url()).origin).toBe(origin());
    }
    for (const path of ["//x.test/", "/sign-in?to=/%2f/x.test", "//x.test/%2e%2e", "/%5cx.test", "/w//x.test/trades", "/w/..%2f..%2f/x.test", "/w/javascript:HIT()/trades"]) {
      await page.goto(`${origin()}${path}`).catch(() => undefined);
      await settled(page);
      expect(new URL(page.url()).origin, path).toBe(origin());
      expect(await foreignParts(page), path).toEqual([]);
    }
    const text = "<img src=x onerror=HIT()>";
    const places = [`/w/${newcomer.slug}/trades?sort=${text}&period=${text}#${text}`, `/w/${newcomer.slug}/calendar?month=${text}`,
      `/w/${newcomer.slug}?__proto__=${text}&__proto__[x]=1&period=${"9".repeat(3000)}`];
    for (const path of places) {
      await page.goto(path);
      await settled(page);
      await expect(switcher(page)).toBeVisible();
      expect(await page.title()).not.toContain("HIT");
      expect(await foreignParts(page), path).toEqual([]);
      expect(await page.evaluate(() => (Object.prototype as Record<string, unknown>)["x"])).toBeUndefined();
    }
    expect(struck).toEqual([]);
  });
});

test.describe("a session that ends elsewhere", () => {
  test.use({ expectedErrors: [/status of 401/] });

  test("S23: a browser that becomes another person's keeps nothing of the first in any tab", async ({ page, newcomer }) => {
    await makeAccount(newcomer, "Ada’s alone");
    await page.goto(`/w/${newcomer.slug}/accounts`);
    await expect(page.getByText("Ada’s alone")).toBeVisible();
    const email = `${crypto.randomUUID()}@example.org`;
    const bob = { email, password: PASSWORD, name: "Bob", timezone: "Etc/UTC", currency: "USD" };
    expect((await fetch(`${origin()}/api/v1/auth/register`, { method: "POST", headers: { "Content-Type": "application/json" }, body: JSON.stringify(bob) })).ok).toBe(true);
    // By an exchange: the cookie is Bob's by now, and Ada's session is over.
    expect((await page.request.post("/api/v1/auth/login", { data: { email, password: PASSWORD } })).ok()).toBe(true);
    const over = await fetch(`${origin()}/api/v1/auth/logout`, { method: "POST", headers: { Authorization: `Bearer ${newcomer.token}` } });
    expect(over.ok).toBe(true);
    await page.keyboard.press("g");
    await page.keyboard.press("t");
    await expect(page).toHaveURL(/\/w\/bob-/);
    await expect(page.getByText("Ada’s alone")).toHaveCount(0);
    await expect(page.getByText("Newcomer")).toHaveCount(0);
    await page.goBack();
    await expect(switcher(page)).toContainText("Bob");
    await expect(page.getByText("Ada’s alone")).toHaveCount(0);
  });

  test("S23: shows nothing more in any tab, nor a step back", async ({ page, newcomer }) => {
    await makeAccount(newcomer, "Private");
    const other = await page.context().newPage();
    for (const one of [page, other]) {
      await one.goto(`/w/${newcomer.slug}/accounts`);
      await expect(one.getByText("Private")).toBeVisible();
    }
    // Away, to another site's page, and back once it is over.
    const attacker = await elsewhere("<!doctype html><title>Elsewhere</title>");
    await other.goto(`http://localhost:${String(attacker.port)}/`);
    const token = await page.request.post("/api/v1/auth/refresh").then(async (answer) => ((await answer.json()) as { access_token: string }).access_token);
    await page.request.post("/api/v1/auth/logout-all", { headers: { Authorization: `Bearer ${token}` } });
    await page.keyboard.press("g");
    await page.keyboard.press("d");
    for (const one of [page, other]) {
      if (one === other) await one.goBack();
      await expect(one.getByRole("heading", { name: "Sign in" })).toBeVisible();
      await expect(one.getByText("Private")).toHaveCount(0);
      await expect(one).toHaveTitle(/Sign in/);
      expect(new URL(one.url()).hash).toBe("");
    }
    attacker.stop();
  });
});

test("a shared link’s token is in no address that is asked, and no referrer", async ({ page, browser, demo }) => {
  const { items } = await demo.get<{ items: { id: string }[] }>("/trades?limit=1");
  const { path } = await demo.post<{ path: string }>("/shares", { trade_id: items[0]?.id });
  const token = path.split("#")[1] ?? "";
  expect(token.length).toBeGreaterThan(20);
  const guests = await browser.newContext();
  const guest = await guests.newPage();
  const told: string[] = [];
  guests.on("request", (request) => {
    told.push(request.url().split("#")[0] ?? "", JSON.stringify(request.headers()));
  });
  await guest.goto(`${origin()}${path}`);
  await expect(guest.getByText("Shared with TradeSense")).toBeVisible();
  await settled(guest);
  expect(told.length).toBeGreaterThan(4);
  expect(told.filter((one) => one.includes(token))).toEqual([]);
  expect(await guest.evaluate(() => ({ name: window.name, local: { ...localStorage }, session: { ...sessionStorage } }))).toEqual({ name: "", local: {}, session: {} });
  await guests.close();
  await page.goto("/");
});
