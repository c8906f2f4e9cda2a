import type { FieldValues, Path, UseFormReturn } from "react-hook-form";
import { asProblem } from "./problem";

/** Puts each fault at its field (`/password` is the field `password`); what belongs to none goes above the form. */
export function applyProblem<T extends FieldValues>(thrown: unknown, form: Pick<UseFormReturn<T>, "setError" | "getValues">): void {
  const problem = asProblem(thrown);
  const known = Object.keys(form.getValues());
  let placed = 0;
  for (const error of problem.errors) {
    const name = error.pointer.replace(/^\//, "").replaceAll("/", ".");
    if (!known.includes(name.split(".")[0] ?? "")) continue;
    form.setError(name as Path<T>, { type: error.code, message: error.detail }, { shouldFocus: placed === 0 });
    placed += 1;
  }
  if (placed === 0) {
    form.setError("root.server", { type: problem.title, message: withRequest(problem.detail, problem.requestId) });
  }
}

function withRequest(detail: string, requestId: string): string {
  return requestId ? `${detail} (request ${requestId})` : detail;
}
