import { HttpResponse } from "msw";
import { beforeEach, expect, it, vi } from "vitest";
import { apiServer, on, problem } from "../testing/api";
import { apiFetch } from "./client";
import { forgetAll } from "./etags";
import { accessToken, currentSession, signedIn, signedOut } from "./session";
import type { TokenOut } from "./generated";

const token = (name: string): TokenOut =>
  ({ access_token: name, user: { id: "u" }, workspace_id: "w", workspaces: [] }) as unknown as TokenOut;
const bearer = (request: Request) => request.headers.get("Authorization");

let refreshes = 0;
let mayRefresh = true;
const server = apiServer(
  on.post("/auth/refresh", async () => {
    refreshes += 1;
    // Long enough for the others to be refused as well.
    await new Promise((resolve) => setTimeout(resolve, 20));
    return mayRefresh ? HttpResponse.json(token("new")) : problem(401, "identity.session_over", "Sign in again.");
  }),
  on.get("/trades", ({ request }) =>
    bearer(request) === "Bearer new"
      ? HttpResponse.json({ items: [] })
      : problem(401, "identity.token_expired", "The access token is over."),
  ),
);
const ask = (path: string, init?: RequestInit) => apiFetch(new Request(`${location.origin}/api/v1${path}`, init));

beforeEach(() => {
  refreshes = 0;
  mayRefresh = true;
  forgetAll();
  signedIn(token("old"));
});

it("exchanges an access token that is over, and asks again", async () => {
  const answer = await ask("/trades");
  expect(await answer.json()).toEqual({ items: [] });
  expect(accessToken()).toBe("new");
  expect(refreshes).toBe(1);
});

it("exchanges it once for all that were refused together", async () => {
  await Promise.all([ask("/trades"), ask("/trades?limit=1"), ask("/trades?limit=2")]);
  expect(refreshes).toBe(1);
});

it("signs out when the session is over, and says what was refused", async () => {
  mayRefresh = false;
  await expect(ask("/trades")).rejects.toMatchObject({ status: 401 });
  expect(currentSession().status).toBe("signed-out");
  expect(localStorage.getItem("tradesense.returning")).toBeNull();
});

it("keeps no token anywhere but in memory", async () => {
  await ask("/trades");
  expect(JSON.stringify({ ...localStorage, ...sessionStorage })).not.toContain("new");
});

it("takes what it knows for a 304", async () => {
  const seen: (string | null)[] = [];
  server.use(
    on.get("/accounts", ({ request }) => {
      const known = request.headers.get("If-None-Match");
      seen.push(known);
      return known === '"7"'
        ? new HttpResponse(null, { status: 304 })
        : HttpResponse.json({ items: ["kept"] }, { headers: { ETag: '"7"' } });
    }),
  );
  expect(await (await ask("/accounts")).json()).toEqual({ items: ["kept"] });
  expect(await (await ask("/accounts")).json()).toEqual({ items: ["kept"] });
  expect(seen).toEqual([null, '"7"']);
});

it("forgets the bodies it knew when somebody signs out", async () => {
  const answered = vi.fn();
  server.use(
    on.get("/accounts", ({ request }) => {
      answered(request.headers.get("If-None-Match"));
      return HttpResponse.json({ items: [] }, { headers: { ETag: '"7"' } });
    }),
  );
  await ask("/accounts");
  signedOut();
  forgetAll();
  await ask("/accounts");
  expect(answered).toHaveBeenLastCalledWith(null);
});

it("tells a problem with its fields and its request", async () => {
  server.use(
    on.post("/accounts", () => problem(422, "request.invalid", "Not so.", [{ pointer: "/name", detail: "Give it a name." }])),
  );
  const refused = await ask("/accounts", { method: "POST" }).catch((thrown: unknown) => thrown);
  expect(refused).toMatchObject({ status: 422, code: "request.invalid", requestId: "r-1" });
  expect((refused as { at: (pointer: string) => string }).at("/name")).toBe("Give it a name.");
});

it("says so when nothing could be reached", async () => {
  server.use(on.get("/trades", () => HttpResponse.error()));
  await expect(ask("/trades")).rejects.toMatchObject({ status: 0 });
});
