import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { chmod, mkdtemp, readFile, rm } from "node:fs/promises";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

const COMMAND =
  process.env["E2E_TRADESENSE"] ?? fileURLToPath(new URL("../../../.venv/bin/tradesense", import.meta.url));
const START_MS_MAX = 90_000;
const POLL_MS = 150;
const STOP_MS_MAX = 20_000;
const LOG_CHARACTERS_MAX = 8_000;

export interface RunningServer {
  address: string;
  demoPassword: string;
  stop: () => Promise<void>;
}

/** The real thing: its own database, worker and demo workspace, in a folder that goes with it. */
export async function startServer(): Promise<RunningServer> {
  const folder = await mkdtemp(join(tmpdir(), "tradesense-e2e-"));
  // Run by root, the database is another user's.
  await chmod(folder, 0o755);
  const port = await freePort();
  const server = spawn(COMMAND, ["serve"], {
    env: {
      ...process.env,
      TRADESENSE_DATA_DIR: folder,
      TRADESENSE_PORT: String(port),
      TRADESENSE_HOST: "127.0.0.1",
      TRADESENSE_DEMO: "true",
      TRADESENSE_RATE_LIMIT_PER_MINUTE: "1000000",
    },
    stdio: ["ignore", "pipe", "pipe"],
  });
  let log = "";
  const breaches = new Set<string>();
  const listen = (text: Buffer): void => {
    for (const line of text.toString().split("\n")) {
      // A frame of another site's is the hostile journey's.
      if (line.includes('"csp.violation"') && !line.includes('"frame-ancestors"')) breaches.add(line);
    }
    log = (log + text.toString()).slice(-LOG_CHARACTERS_MAX);
  };
  server.stdout.on("data", listen);
  server.stderr.on("data", listen);
  const stop = async (): Promise<void> => {
    await stopServer(server, folder);
    // What browsers told the server of any page of any journey, whoever's it was.
    if (breaches.size > 0) throw new Error(`the content security policy was broken:\n${[...breaches].join("\n")}`);
  };
  const address = `http://127.0.0.1:${String(port)}`;
  try {
    const demoPassword = await ready(address, folder, server);
    return { address, demoPassword, stop };
  } catch (thrown) {
    await stop();
    throw new Error(`The server did not come up.\n${log}`, { cause: thrown });
  }
}

async function ready(address: string, folder: string, server: ChildProcess): Promise<string> {
  const until = Date.now() + START_MS_MAX;
  const alive = (): boolean => server.exitCode === null && Date.now() < until;
  await poll(alive, async () => (await fetch(`${address}/api/v1/health/ready`)).ok);
  let password = "";
  await poll(alive, async () => {
    password = (await readFile(join(folder, "demo-password"), "utf8")).trim();
    return password !== "";
  });
  // Without the page every journey would wait in vain.
  const page = await fetch(address, { headers: { Accept: "text/html" } });
  if (!page.ok) throw new Error(`the page is answered with ${String(page.status)}`);
  // The password is written down before there is somebody to whom it belongs.
  let token = "";
  await poll(alive, async () => {
    token = await signIn(address, "demo@tradesense.example", password);
    return true;
  });
  await poll(alive, async () => {
    const answer = await fetch(`${address}/api/v1/imports`, { headers: { Authorization: `Bearer ${token}` } });
    const { items } = (await answer.json()) as { items: { state: string }[] };
    return items.length > 0 && items.every((one) => one.state === "committed");
  });
  // What the demo's trader says of the trades comes after them, of the newest last.
  await poll(alive, async () => {
    const newest = `${address}/api/v1/trades?q=has:tags%20opened:2026-11-20&limit=1`;
    const answer = await fetch(newest, { headers: { Authorization: `Bearer ${token}` } });
    return ((await answer.json()) as { items: unknown[] }).items.length > 0;
  });
  return password;
}

async function poll(alive: () => boolean, done: () => Promise<boolean>): Promise<void> {
  while (!(await done().catch(() => false))) {
    if (!alive()) throw new Error("gave up waiting");
    await new Promise((resolve) => setTimeout(resolve, POLL_MS));
  }
}

async function signIn(address: string, email: string, password: string): Promise<string> {
  const answer = await fetch(`${address}/api/v1/auth/login`, {
    method: "POST",
    headers: { "Content-Type": "application/json" },
    body: JSON.stringify({ email, password }),
  });
  if (!answer.ok) throw new Error(`signing in: ${String(answer.status)}`);
  return ((await answer.json()) as { access_token: string }).access_token;
}

async function stopServer(server: ChildProcess, folder: string): Promise<void> {
  if (server.exitCode === null) {
    const ended = once(server, "exit");
    const hard = setTimeout(() => server.kill("SIGKILL"), STOP_MS_MAX);
    server.kill("SIGTERM");
    await ended;
    clearTimeout(hard);
  }
  await rm(folder, { recursive: true, force: true });
}

async function freePort(): Promise<number> {
  const probe = createServer();
  probe.listen(0, "127.0.0.1");
  await once(probe, "listening");
  const address = probe.address();
  probe.close();
  if (address === null || typeof address === "string") throw new Error("no free port");
  return address.port;
}
