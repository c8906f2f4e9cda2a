import { type APIRequestContext, type APIResponse, expect, type Page, test as base } from "@playwright/test";

export { expect } from "@playwright/test";

export const DEMO = { email: "demo@tradesense.example", password: () => process.env["E2E_DEMO_PASSWORD"] ?? "" };
const PASSWORD = "a few plain words";

/** The API as the person who is signed in, for comparing what the page says with what the server states. */
export interface Api {
  token: string;
  slug: string;
  get: <T>(path: string) => Promise<T>;
  post: <T>(path: string, body?: unknown) => Promise<T>;
}

interface Fixtures {
  /** Patterns of console errors that belong to the journey, such as the 422 of a filter with a fault. */
  expectedErrors: RegExp[];
  watched: undefined;
  /** Signed in to the demo workspace; the page stands nowhere yet. */
  demo: Api;
  /** A new person with an empty workspace. */
  newcomer: Api;
}

/** Of the content security policy: nothing excuses it. */
const isBreach = (text: string): boolean => text.includes("Content Security Policy");

export const test = base.extend<Fixtures>({
  expectedErrors: [[], { option: true }],
  baseURL: async ({}, use) => {
    await use(process.env["E2E_ADDRESS"]);
  },
  watched: [
    async ({ page, expectedErrors }, use) => {
      const errors: string[] = [];
      const note = (text: string): void => {
        if (isBreach(text) || !expectedErrors.some((pattern) => pattern.test(text))) errors.push(text);
      };
      page.on("console", (message) => {
        if (message.type() === "error") note(`${message.text()} ${message.location().url}`);
      });
      page.on("pageerror", (error) => {
        note(String(error));
      });
      await use(undefined);
      expect(errors, "errors in the browser's console").toEqual([]);
    },
    { auto: true },
  ],
  demo: async ({ page }, use) => {
    await use(await enter(page, "/api/v1/auth/login", { email: DEMO.email, password: DEMO.password() }));
  },
  newcomer: async ({ page }, use) => {
    const email = `${crypto.randomUUID()}@example.org`;
    const person = { email, password: PASSWORD, name: "Newcomer", timezone: "America/New_York", currency: "USD" };
    await use(await enter(page, "/api/v1/auth/register", person));
  },
});

/** Signs in by the API: the browser gets the cookie, and finds the session again as after a reload. */
export async function enter(page: Page, path: string, body: Record<string, string>): Promise<Api> {
  const answer = await page.request.post(path, { data: body });
  expect(answer.ok(), `${path} answered ${String(answer.status())}`).toBe(true);
  const { access_token: token, workspaces } = (await answer.json()) as {
    access_token: string;
    workspaces: { slug: string }[];
  };
  await page.addInitScript(() => {
    localStorage.setItem("tradesense.returning", "yes");
  });
  return apiOf(page.request, token, workspaces[0]?.slug ?? "");
}

function apiOf(request: APIRequestContext, token: string, slug: string): Api {
  const headers = { Authorization: `Bearer ${token}` };
  const read = async <T>(answer: Promise<APIResponse>): Promise<T> => {
    const response = await answer;
    expect(response.ok(), `${response.url()} answered ${String(response.status())}`).toBe(true);
    return (await response.json()) as T;
  };
  return {
    token,
    slug,
    get: (path) => read(request.get(`/api/v1${path}`, { headers })),
    post: (path, body) =>
      read(request.post(`/api/v1${path}`, { headers: { ...headers, "Idempotency-Key": crypto.randomUUID() }, data: body })),
  };
}

interface Figures {
  currency: string;
  figures: { key: string; value: string | number | null; n: number }[];
}

export async function figure(api: Api, key: string, q = ""): Promise<{ value: string | number | null; n: number }> {
  const summary = await api.get<Figures>(`/analytics/summary?q=${encodeURIComponent(q)}`);
  const found = summary.figures.find((one) => one.key === key);
  if (!found) throw new Error(`no figure ${key}`);
  return found;
}

/** Money as the page writes it: signed, two decimals, rounded half away from zero from the exact digits. */
export function written(value: string | number | null): string {
  const amount = Number(value);
  const digits = new Intl.NumberFormat("en-US", { minimumFractionDigits: 2, maximumFractionDigits: 2 });
  const cents = Math.round((Math.abs(amount) + Number.EPSILON) * 100) / 100;
  return `${amount > 0 ? "+" : amount < 0 ? "\u2212" : ""}${digits.format(cents)}`;
}
