import { Button } from "./button";
import { Icon } from "./icon";

/** What any failure can be shown as; the API's problems have this shape. */
export interface Told {
  title: string;
  detail: string;
  requestId: string;
}

interface Props {
  problem: Told;
  onRetry?: () => void;
  /** Fills the place of what could not be shown, instead of standing in a line. */
  large?: boolean;
}

/** What happened, what to do, and under which number the server logged it. */
export function ProblemBox({ problem, onRetry, large = false }: Props) {
  return (
    <div
      role="alert"
      className={
        large
          ? "flex flex-col items-center gap-2 px-6 py-14 text-center"
          : "flex flex-col gap-1 rounded-md border border-line bg-loss-wash px-3 py-2 text-sm"
      }
    >
      {large && <Icon name="warning" size={24} className="text-loss" />}
      <p className="font-medium">{problem.title}</p>
      {problem.detail && problem.detail !== problem.title && (
        <p className={large ? "max-w-md text-soft" : "text-soft"}>{problem.detail}</p>
      )}
      {problem.requestId && <p className="text-2xs text-faint">Request {problem.requestId}</p>}
      {onRetry && (
        <div className={large ? "mt-2" : "mt-1"}>
          <Button size="sm" onClick={onRetry}>
            Try again
          </Button>
        </div>
      )}
    </div>
  );
}
