import { once } from "node:events";
import { createServer } from "node:http";

/** Another site's page, at a port of its own: at 127.0.0.1 of the same site as the app, at localhost of another. */
export interface Elsewhere {
  port: number;
  stop: () => void;
}

export async function elsewhere(html: string): Promise<Elsewhere> {
  const server = createServer((_, answer) => {
    answer.writeHead(200, { "Content-Type": "text/html" });
    answer.end(html);
  });
  server.listen(0);
  await once(server, "listening");
  const address = server.address();
  if (address === null || typeof address === "string") throw new Error("no port");
  return { port: address.port, stop: () => server.close() };
}
