import { cleanup, createEvent, fireEvent, screen, waitFor, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { HttpResponse } from "msw";
import { expect, it } from "vitest";
import type { ImportSummaryOut } from "../../api/generated";
import { apiServer, listOf, on, problem } from "../../testing/api";
import { importOut } from "../../testing/imports";
import { renderPage } from "../../testing/render-page";
import { KeptUploads } from "../../testing/uploads";
import { ImportsPage } from "./imports-page";
import { PageDrop } from "./page-drop";

const arrived = new KeptUploads();
let kept: ImportSummaryOut[] = [];
let keys: (string | null)[] = [];
const server = apiServer(
  ...arrived.handlers,
  on.get("/imports", () => listOf(kept)),
  on.get("/imports/formats", () => listOf([])),
  on.get("/imports/:id", ({ params }) => HttpResponse.json(kept.find((one) => one.id === params["id"]) ?? null)),
  on.post("/imports", async ({ request }) => {
    const said = (await request.json()) as { upload_id: string };
    keys.push(request.headers.get("Idempotency-Key"));
    const name = arrived.uploads.get(said.upload_id)?.name ?? "nameless";
    const made = importOut({ id: `i-${name}`, file_name: name });
    kept = [made, ...kept];
    return HttpResponse.json(made, { status: 202 });
  }),
);

function Page() {
  return (
    <>
      <ImportsPage />
      <PageDrop />
    </>
  );
}

const show = () => renderPage(Page, "/w/$workspace/imports", "/w/ada/imports");

function open() {
  kept = [];
  keys = [];
  arrived.clear();
  localStorage.clear();
  return show();
}
const file = (name: string, text = "a,b\n1,2\n") => new File([text], name, { type: "text/csv", lastModified: 1 });

it("asks for the import again under the same key, without sending the file again", async () => {
  let refusedKey: string | null = null;
  server.use(
    on.post("/imports", ({ request }) => {
      refusedKey = request.headers.get("Idempotency-Key");
      return problem(503, "database.unavailable", "The database does not answer at the moment.");
    }),
  );
  const { router } = open();
  await userEvent.upload(await screen.findByLabelText("Broker’s files"), file("one.csv"));
  expect(await screen.findByRole("alert")).toHaveTextContent("does not answer");
  server.resetHandlers();
  await userEvent.click(screen.getByRole("button", { name: "Try again" }));
  await waitFor(() => {
    expect(router.state.location.pathname).toBe("/w/ada/imports/i-one.csv");
  });
  expect(keys).toEqual([refusedKey]);
  expect(arrived.sent).toEqual(["u-1@0"]);
});

it("stops where it is, and goes on from there", async () => {
  const { router } = open();
  // More than goes along with the creation: its bytes come in a request of their own, which does not end by itself.
  server.use(on.patch("/uploads/:id", () => new Promise<never>(() => undefined)));
  const large = file("large.csv", "x".repeat(1_100_000));
  await userEvent.upload(await screen.findByLabelText("Broker’s files"), [large, file("small.csv")]);
  const pause = await screen.findByRole("button", { name: "Pause large.csv" });
  await waitFor(() => {
    expect(arrived.uploads.size).toBe(1);
  });
  await userEvent.click(pause);
  // The next file does not wait for it.
  expect(await screen.findByRole("link", { name: "small.csv" })).toBeVisible();
  expect(screen.getByText(/paused$/)).toBeVisible();
  server.resetHandlers();
  // Meanwhile 100 000 bytes had come.
  arrived.half("u-1", "large.csv", 1_100_000, "x".repeat(100_000));
  await userEvent.click(screen.getByRole("button", { name: "Go on sending large.csv" }));
  expect(await screen.findByRole("link", { name: "large.csv" })).toBeVisible();
  expect(arrived.sent).toEqual(["u-2@0", "u-1@100000"]);
  expect(arrived.uploads.get("u-1")?.content).toHaveLength(1_100_000);
  expect(router.state.location.pathname).toBe("/w/ada/imports");
});

it("goes on after a reload, once the same file is chosen again", async () => {
  open();
  const large = file("large.csv", "x".repeat(1_100_000));
  arrived.half("u-1", "large.csv", 1_100_000, "x".repeat(100_000));
  remember(large, "u-1");
  cleanup();
  show();
  const broken = await screen.findByRole("region", { name: "Broken off" });
  expect(within(broken).getByText("large.csv")).toBeVisible();
  await userEvent.upload(screen.getByLabelText("Broker’s files"), large);
  await waitFor(() => {
    expect(arrived.sent).toEqual(["u-1@100000"]);
  });
  await waitFor(() => {
    expect(keys).toHaveLength(1);
  });
  expect(localStorage.length).toBe(0);
});

it("forgets what broke off when it is told to", async () => {
  open();
  arrived.half("u-1", "large.csv", 1_100_000, "x");
  remember(file("large.csv"), "u-1");
  cleanup();
  show();
  await userEvent.click(await screen.findByRole("button", { name: "Discard large.csv" }));
  await waitFor(() => {
    expect(screen.queryByText("large.csv")).not.toBeInTheDocument();
  });
  expect(arrived.uploads.size).toBe(0);
});

/** As the tus client left it in this browser; nobody is signed in in these tests. */
function remember({ name, size, lastModified }: File, id: string): void {
  const key = `tus::tradesense|||${name}|${String(size)}|${String(lastModified)}::1`;
  const said = { size, metadata: { filename: name }, creationTime: "2026-11-23", uploadUrl: `/api/v1/uploads/${id}` };
  localStorage.setItem(key, JSON.stringify(said));
}

it("takes the files of a folder, and of the folders in it", async () => {
  open();
  await screen.findByRole("button", { name: "Choose a folder" });
  const inner = folder("2025", [entry(file("march.csv")), entry(file(".DS_Store"))]);
  const items = [folder("statements", [inner, entry(file("april.csv"))]), entry(file("beside.csv"))].map((one) => ({
    kind: "file",
    webkitGetAsEntry: () => one,
  }));
  const drop = createEvent.drop(document.body, { dataTransfer: { types: ["Files"], files: [], items } });
  fireEvent(document.body, drop);
  for (const name of ["march.csv", "april.csv", "beside.csv"]) {
    expect(await screen.findByRole("link", { name })).toBeVisible();
  }
  expect(keys).toHaveLength(3);
});

function entry(one: File): object {
  return { isFile: true, isDirectory: false, name: one.name, file: (take: (file: File) => void) => { take(one); } };
}

/** Read one entry at a time, as a browser may. */
function folder(name: string, below: object[]): object {
  const createReader = () => {
    const left = [...below];
    return { readEntries: (take: (entries: object[]) => void) => { take(left.splice(0, 1)); } };
  };
  return { isFile: false, isDirectory: true, name, createReader };
}

