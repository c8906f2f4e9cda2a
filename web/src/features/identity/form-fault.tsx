import { ProblemBox } from "../../ui/problem-box";

/** What the server refused about a form as a whole. */
export function FormFault({ fault }: { fault: { type?: string | number; message?: string } | undefined }) {
  if (!fault) return null;
  return <ProblemBox problem={{ title: String(fault.type), detail: fault.message ?? "", requestId: "" }} />;
}
