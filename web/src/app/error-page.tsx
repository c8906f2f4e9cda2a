import { Link, useRouter } from "@tanstack/react-router";
import { asProblem } from "../api/problem";
import { buttonClass } from "../ui/button";
import { EmptyState } from "../ui/empty-state";
import { ProblemBox } from "../ui/problem-box";

export function ErrorPage({ error }: { error: unknown }) {
  const router = useRouter();
  return (
    <main className="flex min-h-[60dvh] items-center justify-center">
      <ProblemBox
        large
        problem={asProblem(error)}
        onRetry={() => {
          void router.invalidate();
        }}
      />
    </main>
  );
}

export function NotFoundPage() {
  return (
    <main className="flex min-h-[60dvh] items-center justify-center">
      <EmptyState
        icon="search"
        title="There is no page at this address."
        action={
          <Link to="/" className={buttonClass("solid")}>
            To the dashboard
          </Link>
        }
      >
        The link may be old, or a letter of it is missing.
      </EmptyState>
    </main>
  );
}
