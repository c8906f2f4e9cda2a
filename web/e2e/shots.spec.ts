import { expect, test } from "./harness/test";
import { settled, inTheme } from "./harness/axe";
test.use({ expectedErrors: [/./], baseURL: async ({}, use) => use((process.env["E2E_ADDRESS"] ?? "").replace("127.0.0.1", "localhost")) });
test("shots", async ({ page }) => {
  test.setTimeout(180_000);
  await page.route("**/auth/ways", (route) => route.fulfill({ json: { registration: "open", mail: true, passkeys: true, providers: [{ key: "example", name: "Example" }] } }));
  const email = `${crypto.randomUUID()}@example.org`;
  const shot = async (name: string) => {
    for (const width of [1440, 1024, 390]) {
      await page.setViewportSize({ width, height: 900 });
      for (const theme of ["light", "dark"] as const) {
        await inTheme(page, theme);
        await page.waitForTimeout(150);
        await page.screenshot({ path: `/tmp/signin-${name}-${width}-${theme}.png`, fullPage: name.startsWith("settings") });
      }
    }
    await page.setViewportSize({ width: 1440, height: 900 });
  };
  for (const [name, path] of [["sign-in", "/sign-in"], ["forgot", "/forgot-password"], ["reset", "/reset-password#abc"], ["confirm", "/confirm-address#abc"], ["email", "/confirm-email#abc"]] as const) {
    await page.goto(path); await settled(page); await shot(name);
  }
  const answer = await page.request.post("/api/v1/auth/register", { data: { email, password: "a few plain words", name: "Ada" } });
  const { workspaces } = (await answer.json()) as { workspaces: { slug: string }[] };
  await page.addInitScript(() => { localStorage.setItem("tradesense.returning", "yes"); });
  await page.goto(`/w/${workspaces[0]?.slug ?? ""}/settings`);
  await expect(page.getByRole("heading", { name: "Second factor" })).toBeVisible();
  await settled(page);
  await shot("settings");
  await page.getByRole("button", { name: "Set up an authenticator app" }).click();
  await expect(page.getByAltText("QR code for the authenticator app")).toBeVisible();
  await shot("totp");
});
