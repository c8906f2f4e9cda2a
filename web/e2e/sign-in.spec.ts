import { DEMO, expect, figure, test, written } from "./harness/test";

test("signs in to the demo and sees the net result that the API states", async ({ page }) => {
  await page.goto("/");
  await expect(page).toHaveURL(/\/sign-in$/);
  await page.getByLabel("Email").fill(DEMO.email);
  await page.getByLabel("Password").fill(DEMO.password());
  const signedIn = page.waitForResponse((answer) => answer.url().endsWith("/auth/login"));
  await page.getByRole("button", { name: "Sign in" }).click();
  const { access_token: token } = (await (await signedIn).json()) as { access_token: string };
  const get = async <T>(path: string): Promise<T> =>
    (await page.request.get(`/api/v1${path}`, { headers: { Authorization: `Bearer ${token}` } })).json() as Promise<T>;
  const net = await figure({ token, slug: "", get, post: get }, "net_pnl");

  const result = page.getByRole("region", { name: "Result" });
  await expect(result.getByText(written(net.value))).toBeVisible();
  await expect(result).toContainText(`${net.n.toLocaleString("en-US")}\u00a0closed trades`);
});
