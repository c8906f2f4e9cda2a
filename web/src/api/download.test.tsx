import { HttpResponse } from "msw";
import { expect, it, vi } from "vitest";
import { apiServer, on, problem } from "../testing/api";
import { download } from "./download";
import { signedIn } from "./session";
import type { TokenOut } from "./generated";

let asked: Request | null = null;
apiServer(
  on.get("/trades", ({ request }) => {
    asked = request;
    return new URL(request.url).searchParams.get("q") === "bad"
      ? problem(422, "filter.invalid", "There is no field bad.")
      : new HttpResponse("Symbol,Net\r\nAAPL,-12.5\r\n", { headers: { "Content-Type": "text/csv" } });
  }),
);

it("saves what the server answers, asked as the person who is signed in", async () => {
  signedIn({ access_token: "mine", user: { id: "u" }, workspace_id: "w", workspaces: [] } as unknown as TokenOut);
  const saved: string[] = [];
  let content: Blob | null = null;
  vi.spyOn(URL, "createObjectURL").mockImplementation((blob) => {
    content = blob as Blob;
    return "blob:here";
  });
  vi.spyOn(HTMLAnchorElement.prototype, "click").mockImplementation(function (this: HTMLAnchorElement) {
    saved.push(this.download);
  });
  await download("/api/v1/trades?q=pnl%3C0", "text/csv", "trades.csv");
  expect(saved).toEqual(["trades.csv"]);
  expect(await (content as Blob | null)?.text()).toBe("Symbol,Net\r\nAAPL,-12.5\r\n");
  expect(asked?.headers.get("Accept")).toBe("text/csv");
  expect(asked?.headers.get("Authorization")).toBe("Bearer mine");
  expect(new URL(asked?.url ?? "").searchParams.get("q")).toBe("pnl<0");
});

it("saves nothing where the server refuses", async () => {
  await expect(download("/api/v1/trades?q=bad", "text/csv", "trades.csv")).rejects.toMatchObject({ status: 422 });
});
