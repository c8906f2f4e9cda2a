import { zodResolver } from "@hookform/resolvers/zod";
import { useRouter } from "@tanstack/react-router";
import { useForm } from "react-hook-form";
import { z } from "zod/mini";
import { applyProblem } from "../../api/form-problem";
import { authRegisterConfirm } from "../../api/generated";
import { signedIn } from "../../api/session";
import { Button } from "../../ui/button";
import { InputField } from "../../ui/field";
import { useTitle } from "../../ui/use-title";
import { AuthLayout } from "./auth-layout";
import { BackToSignIn } from "./forgot-password-page";
import { FormFault } from "./form-fault";
import { useLinkToken } from "./use-link-token";

const Chosen = z.object({ password: z.string().check(z.minLength(1, "The password you chose is needed.")) });

/** The last step of registering: the link says that the address is theirs, the password that it was they who asked. */
export function ConfirmAddressPage() {
  useTitle("Confirm your address");
  const router = useRouter();
  const token = useLinkToken();
  const form = useForm({ resolver: zodResolver(Chosen), defaultValues: { password: "" } });
  const { errors, isSubmitting } = form.formState;
  const submit = form.handleSubmit(async ({ password }) => {
    try {
      signedIn(await authRegisterConfirm({ body: { token, password } }));
      await router.navigate({ href: "/", replace: true });
    } catch (thrown) {
      applyProblem(thrown, form);
    }
  });
  return (
    <AuthLayout title="Confirm your address" footer={<BackToSignIn />}>
      <form noValidate onSubmit={(event) => void submit(event)} className="flex flex-col gap-4">
        <FormFault fault={errors.root?.["server"]} />
        <InputField
          label="Password"
          type="password"
          autoComplete="current-password"
          hint="The one you chose when you registered: so nobody registers with your address but you."
          error={errors.password?.message}
          {...form.register("password")}
        />
        <Button type="submit" kind="solid" size="lg" busy={isSubmitting}>
          Confirm and sign in
        </Button>
      </form>
    </AuthLayout>
  );
}
