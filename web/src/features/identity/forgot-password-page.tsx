import { zodResolver } from "@hookform/resolvers/zod";
import { Link } from "@tanstack/react-router";
import { useForm } from "react-hook-form";
import { z } from "zod/mini";
import { applyProblem } from "../../api/form-problem";
import { authForgotPassword } from "../../api/generated";
import { Button } from "../../ui/button";
import { InputField } from "../../ui/field";
import { useTitle } from "../../ui/use-title";
import { AuthLayout } from "./auth-layout";
import { FormFault } from "./form-fault";

const Address = z.object({ email: z.string().check(z.minLength(1, "Your email address is needed.")) });

export function ForgotPasswordPage() {
  useTitle("Forgot your password");
  const form = useForm({ resolver: zodResolver(Address), defaultValues: { email: "" } });
  const { errors, isSubmitting, isSubmitSuccessful } = form.formState;
  const submit = form.handleSubmit(async (body) => {
    try {
      await authForgotPassword({ body });
    } catch (thrown) {
      applyProblem(thrown, form);
    }
  });
  const sent = isSubmitSuccessful && !errors.root && !errors.email;
  return (
    <AuthLayout title={sent ? "Look at your mail" : "Forgot your password?"} footer={<BackToSignIn />}>
      {sent ? (
        <p role="status" className="text-soft">
          If the address is registered here, a link to choose another password is on its way to it. It works once, for
          half an hour.
        </p>
      ) : (
        <form noValidate onSubmit={(event) => void submit(event)} className="flex flex-col gap-4">
          <FormFault fault={errors.root?.["server"]} />
          <InputField
            label="Email"
            type="email"
            autoComplete="username"
            error={errors.email?.message}
            {...form.register("email")}
          />
          <Button type="submit" kind="solid" size="lg" busy={isSubmitting}>
            Send me a link
          </Button>
        </form>
      )}
    </AuthLayout>
  );
}

export function BackToSignIn() {
  return (
    <Link to="/sign-in" className="font-medium text-accent hover:underline">
      Back to signing in
    </Link>
  );
}
