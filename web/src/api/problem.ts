import type { FieldErrorOut, ProblemOut } from "./generated";

/** A failure as the server tells it (RFC 9457), or one of ours in the same shape when it could not be asked. */
export class ApiProblem extends Error {
  readonly status: number;
  readonly code: string;
  readonly title: string;
  readonly detail: string;
  readonly requestId: string;
  readonly errors: readonly FieldErrorOut[];
  readonly retryAfterSeconds: number | null;

  constructor(problem: Omit<ProblemOut, "type" | "instance">, retryAfterSeconds: number | null = null) {
    super(problem.detail || problem.title);
    this.name = "ApiProblem";
    this.status = problem.status;
    this.code = problem.code;
    this.title = problem.title;
    this.detail = problem.detail;
    this.requestId = problem.request_id;
    this.errors = problem.errors;
    this.retryAfterSeconds = retryAfterSeconds;
  }

  /** The sentence for the field that a JSON pointer such as `/password` or a parameter such as `?q` names. */
  at(pointer: string): string | undefined {
    return this.errors.find((error) => error.pointer === pointer)?.detail;
  }
}

export function unreachable(): ApiProblem {
  return new ApiProblem({
    status: 0,
    code: "network.unreachable",
    title: "TradeSense cannot be reached.",
    detail: "Check that the server runs and that you are online, then try again.",
    request_id: "",
    errors: [],
  });
}

/** The problem document in an answer; an answer that is none (a proxy's page) becomes one. */
export async function problemOf(response: Response): Promise<ApiProblem> {
  const retryAfter = Number(response.headers.get("Retry-After")) || null;
  const requestId = response.headers.get("X-Request-Id") ?? "";
  try {
    const body = (await response.json()) as Partial<ProblemOut>;
    if (typeof body.code === "string" && typeof body.title === "string") {
      return new ApiProblem(
        {
          status: response.status,
          code: body.code,
          title: body.title,
          detail: body.detail ?? "",
          request_id: body.request_id ?? requestId,
          errors: body.errors ?? [],
        },
        retryAfter,
      );
    }
  } catch {
    // Not JSON: told below by its status.
  }
  return new ApiProblem(
    {
      status: response.status,
      code: "answer.unreadable",
      title: "The answer could not be read.",
      detail: `Something between here and TradeSense answered with status ${response.status}. Try again.`,
      request_id: requestId,
      errors: [],
    },
    retryAfter,
  );
}

/** Whatever was thrown, as a problem that can be shown. */
export function asProblem(thrown: unknown): ApiProblem {
  if (thrown instanceof ApiProblem) return thrown;
  return new ApiProblem({
    status: 0,
    code: "app.failed",
    title: "Something went wrong on this page.",
    detail: thrown instanceof Error ? thrown.message : "Reload the page and try again.",
    request_id: "",
    errors: [],
  });
}
