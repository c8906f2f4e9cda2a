import type { Page } from "@playwright/test";
import { violations } from "./harness/axe";
import { expect, test } from "./harness/test";

const PASSWORD = "a few plain words";

/** Passkeys are bound to a name: the same server, by its name instead of its number. */
function byName(): string {
  return (process.env["E2E_ADDRESS"] ?? "").replace("127.0.0.1", "localhost");
}

test.use({ expectedErrors: [/status of (?:403|422)/], baseURL: async ({}, use) => use(byName()) });

/** A new person at the settings page, signed in as after a reload. */
async function atSettings(page: Page): Promise<string> {
  const email = `${crypto.randomUUID()}@example.org`;
  const person = { email, password: PASSWORD, name: "Ada", timezone: "America/New_York", currency: "USD" };
  const answer = await page.request.post("/api/v1/auth/register", { data: person });
  expect(answer.status()).toBe(201);
  const { workspaces } = (await answer.json()) as { workspaces: { slug: string }[] };
  await page.addInitScript(() => {
    localStorage.setItem("tradesense.returning", "yes");
  });
  await page.goto(`/w/${workspaces[0]?.slug ?? ""}/settings`);
  await expect(page.getByRole("heading", { name: "Second factor" })).toBeVisible();
  return email;
}

/** As after ten minutes: the next time the app is turned off, the server wants a fresh proof. */
async function proofIsWanted(page: Page): Promise<void> {
  const code = "session.reauth_required";
  const body = { type: `/docs/errors#${code}`, code, title: "Prove first that it is you.", status: 403, detail: "", errors: [] };
  await page.route("**/auth/totp", (route) => route.fulfill({ status: 403, json: body }), { times: 1 });
}

async function openSettings(page: Page): Promise<void> {
  await page.goto(`/w/${new URL(page.url()).pathname.split("/")[2] ?? ""}/settings`);
}

async function signOut(page: Page): Promise<void> {
  const sessions = page.getByRole("region", { name: "Sessions" });
  await expect(sessions.getByText("This one")).toBeVisible();
  await sessions.getByRole("button", { name: "Sign out", exact: true }).click();
  await expect(page.getByRole("heading", { name: "Sign in" })).toBeVisible();
}

/** The six digits of RFC 6238 for the key in base32. */
async function codeOf(key: string): Promise<string> {
  const bits = [...key].map((letter) => "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567".indexOf(letter).toString(2).padStart(5, "0"));
  const bytes = (bits.join("").match(/.{8}/g) ?? []).map((one) => Number.parseInt(one, 2));
  const hmac = { name: "HMAC", hash: "SHA-1" };
  const seed = await crypto.subtle.importKey("raw", new Uint8Array(bytes), hmac, false, ["sign"]);
  const step = new DataView(new ArrayBuffer(8));
  step.setBigUint64(0, BigInt(Math.floor(Date.now() / 30_000)));
  const digest = new DataView(await crypto.subtle.sign("HMAC", seed, step.buffer));
  const at = digest.getUint8(19) & 0xf;
  return String((digest.getUint32(at) & 0x7fffffff) % 1_000_000).padStart(6, "0");
}

async function setUpApp(page: Page): Promise<string[]> {
  await page.getByRole("button", { name: "Set up an authenticator app" }).click();
  const dialog = page.getByRole("dialog", { name: "Set up an authenticator app" });
  await expect(dialog.getByAltText("QR code for the authenticator app")).toBeVisible();
  const key = (await dialog.locator("code").innerText()).replaceAll(/\s/g, "");
  await dialog.getByLabel("Code", { exact: true }).fill("000000");
  await dialog.getByRole("button", { name: "Turn it on" }).click();
  await expect(dialog.getByText("This code is not right")).toBeVisible();
  await dialog.getByLabel("Code", { exact: true }).fill(await codeOf(key));
  await dialog.getByRole("button", { name: "Turn it on" }).click();
  const kept = page.getByRole("dialog", { name: "Keep these recovery codes" });
  await expect(kept.getByRole("listitem")).toHaveCount(10);
  const codes = await kept.getByRole("listitem").allInnerTexts();
  await kept.getByRole("button", { name: "I have kept them" }).click();
  await expect(page.getByText("10 recovery codes are left.")).toBeVisible();
  return codes;
}

/** An authenticator of the browser's own, touched whenever it is asked: tells how many passkeys it holds. */
async function withAuthenticator(page: Page): Promise<() => Promise<number>> {
  const cdp = await page.context().newCDPSession(page);
  await cdp.send("WebAuthn.enable");
  const { authenticatorId } = await cdp.send("WebAuthn.addVirtualAuthenticator", {
    options: {
      protocol: "ctap2",
      transport: "internal",
      hasResidentKey: true,
      hasUserVerification: true,
      isUserVerified: true,
      automaticPresenceSimulation: true,
    },
  });
  return async () => (await cdp.send("WebAuthn.getCredentials", { authenticatorId })).credentials.length;
}

/** As in a browser that cannot suggest passkeys: else the page would be signed in before its button is reached. */
async function withoutSuggestions(page: Page): Promise<void> {
  await page.evaluate(() => {
    PublicKeyCredential.isConditionalMediationAvailable = () => Promise.resolve(false);
  });
}

test("signs in with a second factor, and turns it off after proving who it is", async ({ page }) => {
  const email = await atSettings(page);
  const [code = "", another = ""] = await setUpApp(page);
  expect(await violations(page, "settings")).toEqual([]);
  await signOut(page);
  await page.getByLabel("Email").fill(email);
  await page.getByLabel("Password").fill(PASSWORD);
  await page.getByRole("button", { name: "Sign in", exact: true }).click();
  await expect(page.getByRole("heading", { name: "One more step" })).toBeVisible();
  await expect(page.getByLabel("Code")).toHaveAttribute("autocomplete", "one-time-code");
  expect(await violations(page, "second factor")).toEqual([]);
  await page.getByLabel("Code").fill(code);
  await page.getByRole("button", { name: "Continue" }).click();
  await expect(page).toHaveURL(/\/w\//);
  await openSettings(page);
  await proofIsWanted(page);
  await page.getByRole("button", { name: "Turn off" }).click();
  await page.getByRole("dialog").getByRole("button", { name: "Turn off" }).click();
  const proof = page.getByRole("dialog", { name: "Is it you?" });
  await proof.getByLabel("Password").fill(PASSWORD);
  await proof.getByLabel("Code").fill(another);
  expect(await violations(page, "proof")).toEqual([]);
  await proof.getByRole("button", { name: "It is me" }).click();
  await expect(page.getByText("Signing in asks for your password only.")).toBeVisible();
});

test("adds a passkey and signs in with it, without saying who it is", async ({ page }) => {
  const passkeys = await withAuthenticator(page);
  const email = await atSettings(page);
  await page.getByRole("button", { name: "Add a passkey" }).click();
  await expect(page.getByRole("button", { name: "Rename Linux" })).toBeVisible();
  expect(await passkeys()).toBe(1);
  await withoutSuggestions(page);
  await signOut(page);
  await expect(page.getByLabel("Email")).toHaveAttribute("autocomplete", "username webauthn");
  await page.getByRole("button", { name: "Use a passkey" }).click();
  await expect(page).toHaveURL(/\/w\//);
  await openSettings(page);
  await expect(page.getByText(email)).toBeVisible();
});

test("is signed in by the passkey its browser suggests", async ({ page }) => {
  await withAuthenticator(page);
  const email = await atSettings(page);
  await page.getByRole("button", { name: "Add a passkey" }).click();
  await expect(page.getByRole("button", { name: "Rename Linux" })).toBeVisible();
  // Touched whenever it is asked, so the sign-in page may be gone before anybody sees it: its request is what tells.
  const signedIn = page.waitForResponse((answer) => answer.url().endsWith("/auth/passkeys/sign-in"));
  await page.getByRole("region", { name: "Sessions" }).getByRole("button", { name: "Sign out", exact: true }).click();
  expect((await signedIn).status()).toBe(200);
  await expect(page).toHaveURL(/\/w\//);
  await openSettings(page);
  await expect(page.getByText(email)).toBeVisible();
});
