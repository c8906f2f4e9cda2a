import type { Page } from "@playwright/test";
import { expect, test } from "./harness/test";

const PASSWORD = "a few plain words";
/** All that may be on this machine: how somebody likes the look, and that a session is worth asking for. */
const ALLOWED = ["tradesense.preferences", "tradesense.returning"];

interface Traces {
  local: Record<string, string>;
  session: Record<string, string>;
  databases: number;
  caches: number;
  cookies: string;
  workers: number;
}

const traces = (page: Page): Promise<Traces> =>
  page.evaluate(async () => ({
    local: { ...localStorage },
    session: { ...sessionStorage },
    databases: (await indexedDB.databases()).length,
    caches: (await caches.keys()).length,
    cookies: document.cookie,
    workers: (await navigator.serviceWorker.getRegistrations()).length,
  }));

async function signIn(page: Page, email: string): Promise<void> {
  await page.goto("/sign-in");
  await page.getByLabel("Email").fill(email);
  await page.getByLabel("Password").fill(PASSWORD);
  await page.getByRole("button", { name: "Sign in" }).click();
  await expect(page.getByTitle("Accounts shown, and workspaces")).toBeVisible();
}

async function registered(page: Page): Promise<string> {
  const email = `${crypto.randomUUID()}@example.org`;
  const person = { email, password: PASSWORD, name: "Ada", timezone: "America/New_York", currency: "USD" };
  expect((await page.request.post("/api/v1/auth/register", { data: person })).status()).toBe(201);
  await page.context().clearCookies();
  return email;
}

test("S30: neither use nor signing out leaves anything of anybody on the machine", async ({ page }) => {
  const email = await registered(page);
  const tokens: string[] = [];
  page.on("response", async (response) => {
    if (!/auth\/(?:login|refresh)$/.test(response.url()) || !response.ok()) return;
    tokens.push(((await response.json()) as { access_token: string }).access_token);
  });
  await signIn(page, email);
  const home = new URL(page.url()).pathname;
  for (const path of ["/accounts", "/trades", "/imports", "/settings", "/settings/api-keys", "/settings/members"]) {
    await page.goto(`${home}${path}`);
    await expect(page.getByTitle("Accounts shown, and workspaces")).toBeVisible();
  }
  const used = await traces(page);
  expect(Object.keys(used.local).filter((key) => !ALLOWED.includes(key))).toEqual([]);
  expect(used.local["tradesense.returning"]).toBe("yes");
  expect(used).toMatchObject({ session: {}, databases: 0, caches: 0, cookies: "", workers: 0 });
  expect(tokens.length).toBeGreaterThan(1);
  for (const secret of [...tokens, email, PASSWORD]) expect(JSON.stringify(used)).not.toContain(secret);

  await page.getByTitle("Accounts shown, and workspaces").click();
  const [answer] = await Promise.all([
    page.waitForResponse(/auth\/logout$/),
    page.getByRole("menuitem", { name: "Sign out" }).click(),
  ]);
  expect(answer.status()).toBe(204);
  expect(await answer.headerValue("clear-site-data")).toBe('"cache", "storage"');
  await expect(page).toHaveURL(/\/sign-in/);
  const left = await traces(page);
  expect(Object.keys(left.local).filter((key) => key !== "tradesense.preferences")).toEqual([]);
  expect(left).toMatchObject({ session: {}, databases: 0, caches: 0, cookies: "", workers: 0 });
  expect(await page.context().cookies()).toEqual([]);
  // Nor is what was seen a step back.
  await page.goBack();
  await expect(page.getByRole("heading", { name: "Sign in" })).toBeVisible();
});

test("S94: passwords are masked and can be pasted, and managers know what is what", async ({ page }) => {
  await page.goto("/sign-in");
  const email = page.getByLabel("Email");
  const password = page.getByLabel("Password");
  await expect(email).toHaveAttribute("autocomplete", /^username/);
  await expect(password).toHaveAttribute("autocomplete", "current-password");
  await expect(password).toHaveAttribute("type", "password");
  await email.fill(PASSWORD);
  await email.press("ControlOrMeta+a");
  await email.press("ControlOrMeta+c");
  await password.focus();
  await password.press("ControlOrMeta+v");
  await expect(password).toHaveValue(PASSWORD);
  await page.goto("/sign-up");
  await expect(page.getByLabel("Email")).toHaveAttribute("autocomplete", "username");
  await expect(page.getByLabel("Password")).toHaveAttribute("autocomplete", "new-password");
  await expect(page.getByLabel("Password")).toHaveAttribute("type", "password");
});

test("S94: the way out is in reach on every page, on a phone too", async ({ page, newcomer }) => {
  await page.setViewportSize({ width: 390, height: 844 });
  const pages = ["", "/trades", "/calendar", "/imports", "/imports/connections", "/accounts", "/settings", "/settings/data"];
  for (const path of pages) {
    await page.goto(`/w/${newcomer.slug}${path}`);
    await page.getByTitle("Accounts shown, and workspaces").click();
    await expect(page.getByRole("menuitem", { name: "Sign out" })).toBeVisible();
  }
});

test("S94: what another site says to the page changes nothing", async ({ page, newcomer }) => {
  await page.goto(`/w/${newcomer.slug}/settings`);
  await expect(page.getByRole("heading", { name: "Second factor" })).toBeVisible();
  const before = { traces: await traces(page), url: page.url() };
  const asked: string[] = [];
  page.on("request", (request) => asked.push(request.url()));
  await page.evaluate(async () => {
    const said = ["signed-out", { type: "signed-out" }, '{"__proto__":{"polluted":"yes"}}', { __proto__: { polluted: "yes" } }];
    for (const one of said) {
      window.postMessage(one, "*");
      window.dispatchEvent(new MessageEvent("message", { data: one, origin: "https://evil.example" }));
    }
    await new Promise((resolve) => setTimeout(resolve, 300));
  });
  expect({ traces: await traces(page), url: page.url() }).toEqual(before);
  expect(asked).toEqual([]);
  await expect(page.getByRole("heading", { name: "Second factor" })).toBeVisible();
  // Nor does an address make anything of every object.
  await page.goto(`/w/${newcomer.slug}/trades?__proto__[polluted]=yes&constructor.prototype.polluted=yes&q=`);
  await expect(page.getByTitle("Accounts shown, and workspaces")).toBeVisible();
  expect(await page.evaluate(() => (Object.prototype as Record<string, unknown>)["polluted"])).toBeUndefined();
});
