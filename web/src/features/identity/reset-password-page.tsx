import { zodResolver } from "@hookform/resolvers/zod";
import { useRouter } from "@tanstack/react-router";
import { useForm } from "react-hook-form";
import { z } from "zod/mini";
import { applyProblem } from "../../api/form-problem";
import { authResetPassword } from "../../api/generated";
import { Button } from "../../ui/button";
import { InputField } from "../../ui/field";
import { toast } from "../../ui/toast";
import { useTitle } from "../../ui/use-title";
import { AuthLayout } from "./auth-layout";
import { BackToSignIn } from "./forgot-password-page";
import { FormFault } from "./form-fault";
import { PASSWORD_RULE, Password } from "./password";
import { useLinkToken } from "./use-link-token";

const NewPassword = z.object({ password: Password });

export function ResetPasswordPage() {
  useTitle("Choose another password");
  const router = useRouter();
  const token = useLinkToken();
  const form = useForm({ resolver: zodResolver(NewPassword), defaultValues: { password: "" } });
  const { errors, isSubmitting } = form.formState;
  const submit = form.handleSubmit(async ({ password }) => {
    try {
      await authResetPassword({ body: { token, password } });
      toast("The password is set. Sign in with it.");
      await router.navigate({ to: "/sign-in", replace: true });
    } catch (thrown) {
      applyProblem(thrown, form);
    }
  });
  return (
    <AuthLayout title="Choose another password" footer={<BackToSignIn />}>
      <form noValidate onSubmit={(event) => void submit(event)} className="flex flex-col gap-4">
        <FormFault fault={errors.root?.["server"]} />
        <InputField
          label="New password"
          type="password"
          autoComplete="new-password"
          hint={PASSWORD_RULE}
          error={errors.password?.message}
          {...form.register("password")}
        />
        <p className="text-sm text-soft">Every session of yours ends; sign in with the new password.</p>
        <Button type="submit" kind="solid" size="lg" busy={isSubmitting}>
          Set the password
        </Button>
      </form>
    </AuthLayout>
  );
}
