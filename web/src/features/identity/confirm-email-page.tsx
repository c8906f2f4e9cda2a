import { useMutation } from "@tanstack/react-query";
import { authConfirmEmail } from "../../api/generated";
import { asProblem } from "../../api/problem";
import { Button } from "../../ui/button";
import { ProblemBox } from "../../ui/problem-box";
import { useTitle } from "../../ui/use-title";
import { AuthLayout } from "./auth-layout";
import { BackToSignIn } from "./forgot-password-page";
import { useLinkToken } from "./use-link-token";

/** Asks first: programs that look at mail open links too, and must not use them up. */
export function ConfirmEmailPage() {
  useTitle("Use this address");
  const token = useLinkToken();
  const confirm = useMutation({ mutationFn: () => authConfirmEmail({ body: { token } }) });
  return (
    <AuthLayout title="Use this address?" footer={<BackToSignIn />}>
      {confirm.isSuccess ? (
        <p role="status" className="text-soft">
          This is the address of your account from now on.
        </p>
      ) : (
        <div className="flex flex-col gap-4">
          {confirm.isError && <ProblemBox problem={asProblem(confirm.error)} />}
          <p className="text-soft">You sign in with it from now on, and mails go there.</p>
          <Button
            kind="solid"
            size="lg"
            busy={confirm.isPending}
            onClick={() => {
              confirm.mutate();
            }}
          >
            Use this address
          </Button>
        </div>
      )}
    </AuthLayout>
  );
}
