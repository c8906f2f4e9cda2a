import { zodResolver } from "@hookform/resolvers/zod";
import { useQuery } from "@tanstack/react-query";
import { useForm } from "react-hook-form";
import { z } from "zod/mini";
import { applyProblem } from "../../api/form-problem";
import { authChangePassword } from "../../api/generated";
import { asProblem } from "../../api/problem";
import { meQuery } from "../../api/queries/people";
import { Button } from "../../ui/button";
import { InputField } from "../../ui/field";
import { ProblemBox } from "../../ui/problem-box";
import { toast } from "../../ui/toast";
import { PASSWORD_RULE, Password } from "./password";

const PasswordChange = z.object({
  current_password: z.string().check(z.minLength(1, "Your current password is needed.")),
  password: Password,
});

/** A new password; whoever is signed in elsewhere has to sign in again. */
export function PasswordForm() {
  const email = useQuery(meQuery).data?.user.email ?? "";
  const form = useForm({
    resolver: zodResolver(PasswordChange),
    defaultValues: { current_password: "", password: "" },
  });
  const { errors, isSubmitting } = form.formState;
  const problem = errors.root?.["server"];
  const submit = form.handleSubmit(async (body) => {
    try {
      await authChangePassword({ body });
      form.reset();
      toast("The password is changed. Your other sessions are over.");
    } catch (thrown) {
      const { code, detail } = asProblem(thrown);
      if (code === "identity.login_refused") form.setError("current_password", { message: detail }, { shouldFocus: true });
      else applyProblem(thrown, form);
    }
  });
  return (
    <form
      noValidate
      aria-label="Change password"
      onSubmit={(event) => void submit(event)}
      className="flex max-w-sm flex-col gap-4"
    >
      {problem && (
        <ProblemBox problem={{ title: String(problem.type), detail: problem.message ?? "", requestId: "" }} />
      )}
      {/* Password managers look for the name that the password belongs to. */}
      <input type="text" name="username" autoComplete="username" value={email} readOnly hidden />
      <InputField
        label="Current password"
        type="password"
        autoComplete="current-password"
        error={errors.current_password?.message}
        {...form.register("current_password")}
      />
      <InputField
        label="New password"
        type="password"
        autoComplete="new-password"
        hint={PASSWORD_RULE}
        error={errors.password?.message}
        {...form.register("password")}
      />
      <div>
        <Button type="submit" busy={isSubmitting}>
          Change password
        </Button>
      </div>
    </form>
  );
}
