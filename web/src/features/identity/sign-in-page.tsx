import { zodResolver } from "@hookform/resolvers/zod";
import { useQuery } from "@tanstack/react-query";
import { Link, useRouter, useSearch } from "@tanstack/react-router";
import { useEffect, useState } from "react";
import { useForm, type UseFormReturn } from "react-hook-form";
import { z } from "zod/mini";
import { authLogin, type TokenOut } from "../../api/generated";
import { ApiProblem, asProblem } from "../../api/problem";
import { waysQuery } from "../../api/queries/people";
import { signedIn } from "../../api/session";
import { Button } from "../../ui/button";
import { InputField } from "../../ui/field";
import { useTitle } from "../../ui/use-title";
import { AuthLayout } from "./auth-layout";
import { FormFault } from "./form-fault";
import { OtherWays } from "./other-ways";
import { signInByAutofill, stopAutofill } from "./passkey";
import { SecondFactorForm } from "./second-factor-form";

const Credentials = z.object({
  email: z.string().check(z.minLength(1, "Your email address is needed.")),
  password: z.string().check(z.minLength(1, "Your password is needed.")),
});
type Form = UseFormReturn<{ email: string; password: string }>;

export function SignInPage() {
  useTitle("Sign in");
  const router = useRouter();
  const { to } = useSearch({ strict: false }) as { to?: string };
  const [challenge, setChallenge] = useState("");
  const form = useForm({ resolver: zodResolver(Credentials), defaultValues: { email: "", password: "" } });
  const enter = (answer: TokenOut) => {
    signedIn(answer);
    void router.navigate({ href: to ?? "/", replace: true });
  };
  const fail = (title: string, detail: string) => {
    form.setError("root.server", { type: title, message: detail });
  };
  if (challenge) {
    return (
      <AuthLayout title="One more step" footer={null}>
        <SecondFactorForm
          challenge={challenge}
          onSignedIn={enter}
          onOver={(why) => {
            setChallenge("");
            if (why) fail("Sign in again.", why);
          }}
        />
      </AuthLayout>
    );
  }
  return (
    <AuthLayout
      title="Sign in"
      footer={
        <p>
          New here?{" "}
          <Link to="/sign-up" search={to ? { to } : {}} className="font-medium text-accent hover:underline">
            Create an account
          </Link>
        </p>
      }
    >
      <PasswordFields form={form} onChallenge={setChallenge} onSignedIn={enter} onFailed={fail} />
      <OtherWays onSignedIn={enter} onFailed={fail} />
    </AuthLayout>
  );
}

interface FieldsProps {
  form: Form;
  onChallenge: (challenge: string) => void;
  onSignedIn: (answer: TokenOut) => void;
  onFailed: (title: string, detail: string) => void;
}

function PasswordFields({ form, onChallenge, onSignedIn, onFailed }: FieldsProps) {
  const { errors, isSubmitting } = form.formState;
  const ways = useQuery(waysQuery).data;
  useAutofill(ways?.passkeys ?? false, onSignedIn, onFailed);
  const submit = form.handleSubmit(async (credentials) => {
    try {
      const answer = await authLogin({ body: credentials });
      if ("challenge" in answer) onChallenge(answer.challenge);
      else onSignedIn(answer);
    } catch (thrown) {
      const { title, detail } = asProblem(thrown);
      onFailed(title, detail);
      form.setFocus("password");
    }
  });
  return (
    <form noValidate onSubmit={(event) => void submit(event)} className="flex flex-col gap-4">
      <FormFault fault={errors.root?.["server"]} />
      <InputField
        label="Email"
        type="email"
        // "webauthn" lets the browser offer passkeys among its suggestions.
        autoComplete="username webauthn"
        error={errors.email?.message}
        {...form.register("email")}
      />
      <InputField
        label="Password"
        type="password"
        autoComplete="current-password"
        error={errors.password?.message}
        {...form.register("password")}
      />
      {ways?.mail && (
        <Link to="/forgot-password" className="-mt-2 self-start text-sm text-accent hover:underline">
          Forgot your password?
        </Link>
      )}
      <Button type="submit" kind="solid" size="lg" busy={isSubmitting}>
        Sign in
      </Button>
    </form>
  );
}

/** While the page stands there, the browser may offer a passkey. */
function useAutofill(possible: boolean, onSignedIn: (answer: TokenOut) => void, onFailed: FieldsProps["onFailed"]): void {
  useEffect(() => {
    if (!possible) return undefined;
    signInByAutofill().then(
      (answer) => {
        if (answer) onSignedIn(answer);
      },
      (thrown: unknown) => {
        // A passkey that the server refused is told; a browser that has none to offer is no failure.
        if (thrown instanceof ApiProblem) onFailed(thrown.title, thrown.detail);
      },
    );
    return stopAutofill;
    // Once for the page: the question stands until it is answered or left.
    // eslint-disable-next-line react-hooks/exhaustive-deps
  }, [possible]);
}
