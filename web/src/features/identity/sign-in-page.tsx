import { zodResolver } from "@hookform/resolvers/zod";
import { Link, useRouter, useSearch } from "@tanstack/react-router";
import { useForm } from "react-hook-form";
import { z } from "zod/mini";
import { authLogin } from "../../api/generated";
import { asProblem } from "../../api/problem";
import { signedIn } from "../../api/session";
import { Button } from "../../ui/button";
import { InputField } from "../../ui/field";
import { ProblemBox } from "../../ui/problem-box";
import { useTitle } from "../../ui/use-title";
import { AuthLayout } from "./auth-layout";

const Credentials = z.object({
  email: z.string().check(z.minLength(1, "Your email address is needed.")),
  password: z.string().check(z.minLength(1, "Your password is needed.")),
});

export function SignInPage() {
  useTitle("Sign in");
  const router = useRouter();
  const { to } = useSearch({ strict: false }) as { to?: string };
  const form = useForm({ resolver: zodResolver(Credentials), defaultValues: { email: "", password: "" } });
  const { errors, isSubmitting } = form.formState;
  const problem = errors.root?.["server"];

  const submit = form.handleSubmit(async (credentials) => {
    try {
      signedIn(await authLogin({ body: credentials }));
      await router.navigate({ href: to ?? "/", replace: true });
    } catch (thrown) {
      const { title, detail } = asProblem(thrown);
      form.setError("root.server", { type: title, message: detail });
      form.setFocus("password");
    }
  });

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
      <form noValidate onSubmit={(event) => void submit(event)} className="flex flex-col gap-4">
        {problem && (
          <ProblemBox problem={{ title: String(problem.type), detail: problem.message ?? "", requestId: "" }} />
        )}
        <InputField
          label="Email"
          type="email"
          autoComplete="username"
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
        <Button type="submit" kind="solid" size="lg" busy={isSubmitting}>
          Sign in
        </Button>
      </form>
    </AuthLayout>
  );
}
