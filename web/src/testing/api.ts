import { http, HttpResponse } from "msw";
import { setupServer } from "msw/node";
import { afterAll, afterEach, beforeAll } from "vitest";
import { configureClient } from "../api/client";

/** The API at the network's edge: a test says what it answers; whatever else is asked for fails the test. */
export function apiServer(...handlers: Parameters<typeof setupServer>) {
  const server = setupServer(...handlers);
  beforeAll(() => {
    configureClient();
    server.listen({ onUnhandledFrame: "error" });
  });
  afterEach(() => {
    server.resetHandlers();
  });
  afterAll(() => {
    server.close();
  });
  return server;
}

const API = "*/api/v1";

export const on = {
  get: (path: string, answer: Parameters<typeof http.get>[1]) => http.get(API + path, answer),
  post: (path: string, answer: Parameters<typeof http.post>[1]) => http.post(API + path, answer),
  head: (path: string, answer: Parameters<typeof http.head>[1]) => http.head(API + path, answer),
  delete: (path: string, answer: Parameters<typeof http.delete>[1]) => http.delete(API + path, answer),
  put: (path: string, answer: Parameters<typeof http.put>[1]) => http.put(API + path, answer),
  patch: (path: string, answer: Parameters<typeof http.patch>[1]) => http.patch(API + path, answer),
};

/** A page of a list. */
export function listOf<T>(items: readonly T[], nextCursor: string | null = null): Response {
  return HttpResponse.json({ items, next_cursor: nextCursor });
}

/** A problem document. */
export function problem(status: number, code: string, title: string, errors: { pointer: string; detail: string }[] = []): Response {
  return HttpResponse.json(
    {
      type: `https://tradesense.example/errors/${code}`,
      status,
      code,
      title,
      detail: title,
      request_id: "r-1",
      errors: errors.map((error) => ({ code, ...error })),
    },
    { status, headers: { "Content-Type": "application/problem+json" } },
  );
}
