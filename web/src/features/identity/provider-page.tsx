import { useQuery } from "@tanstack/react-query";
import { useRouter } from "@tanstack/react-router";
import { useEffect, useRef, useState } from "react";
import { authIdentitiesLink, authProvidersFinish, type TokenOut } from "../../api/generated";
import { ApiProblem, asProblem } from "../../api/problem";
import { waysQuery } from "../../api/queries/people";
import { currentSession, signedIn } from "../../api/session";
import { localZone } from "../../lib/dates";
import { ProblemBox } from "../../ui/problem-box";
import { Loading, Skeleton } from "../../ui/skeleton";
import { toast } from "../../ui/toast";
import { useTitle } from "../../ui/use-title";
import { Agreements, agreedOf, missing } from "./agreements";
import { AuthLayout } from "./auth-layout";
import { BackToSignIn } from "./forgot-password-page";
import { OtherWays } from "./other-ways";
import { SecondFactorForm } from "./second-factor-form";

/** Where another provider sends the browser back to: signs in, or, for whoever is signed in, links the account. */
export function ProviderPage() {
  useTitle("Signing in");
  const router = useRouter();
  const [problem, setProblem] = useState<ApiProblem | null>(null);
  const [challenge, setChallenge] = useState("");
  const begun = useRef(false);
  const enter = (answer: TokenOut) => {
    signedIn(answer);
    void router.navigate({ href: "/", replace: true });
  };
  useEffect(() => {
    // Once: what the provider sent back is used up by it.
    if (begun.current) return;
    begun.current = true;
    const said = new URLSearchParams(globalThis.location.search);
    const body = { state: said.get("state") ?? "", code: said.get("code") ?? "", iss: said.get("iss") };
    globalThis.history.replaceState(globalThis.history.state, "", globalThis.location.pathname);
    const run = async () => {
      if (currentSession().status === "signed-in") {
        await authIdentitiesLink({ body });
        toast("The account is linked: it signs you in from now on.");
        void router.navigate({ href: "/", replace: true });
        return;
      }
      const answer = await authProvidersFinish({ body: { ...body, timezone: localZone() } });
      if ("challenge" in answer) setChallenge(answer.challenge);
      else enter(answer);
    };
    run().catch((thrown: unknown) => {
      setProblem(asProblem(thrown));
    });
    // eslint-disable-next-line react-hooks/exhaustive-deps
  }, []);
  return (
    <AuthLayout title={challenge || problem?.code === "consent.missing" ? "One more step" : "Signing in"} footer={<BackToSignIn />}>
      {problem?.code === "consent.missing" && <NewHere onFailed={setProblem} />}
      {problem && problem.code !== "consent.missing" && <ProblemBox problem={problem} />}
      {challenge && (
        <SecondFactorForm
          challenge={challenge}
          onSignedIn={enter}
          onOver={() => {
            void router.navigate({ to: "/sign-in", replace: true });
          }}
        />
      )}
      {!problem && !challenge && (
        <Loading label="Signing in">
          <Skeleton className="h-10 w-full" />
        </Loading>
      )}
    </AuthLayout>
  );
}

/** Nobody has an account before they agreed: then the way to the provider is gone once more, which knows them by now. */
function NewHere({ onFailed }: { onFailed: (problem: ApiProblem) => void }) {
  const documents = useQuery(waysQuery).data?.documents ?? [];
  const [agreed, setAgreed] = useState<readonly string[]>([]);
  return (
    <div className="flex flex-col gap-4">
      <p className="text-sm">You have no account here yet. Agree to what it needs, and go on.</p>
      <Agreements documents={documents} agreed={agreed} isDue={false} onChange={setAgreed} />
      {documents.length > 0 && missing(documents, agreed).length === 0 && (
        <OtherWays
          consents={agreedOf(documents, agreed)}
          onSignedIn={() => undefined}
          onFailed={(title, detail) => {
            onFailed(new ApiProblem({ status: 0, code: "provider.failed", title, detail, request_id: "", errors: [] }));
          }}
        />
      )}
    </div>
  );
}
