import { zodResolver } from "@hookform/resolvers/zod";
import { useQuery } from "@tanstack/react-query";
import { Link, useRouter, useSearch } from "@tanstack/react-router";
import { useState } from "react";
import { useForm } from "react-hook-form";
import { z } from "zod/mini";
import { authRegister } from "../../api/generated";
import { waysQuery } from "../../api/queries/people";
import { applyProblem } from "../../api/form-problem";
import { forgetToken, heldInvitation } from "../../api/held-invitation";
import { signedIn } from "../../api/session";
import { localZone } from "../../lib/dates";
import { currencies, zones } from "../../lib/zones";
import { Button } from "../../ui/button";
import { InputField, SelectField } from "../../ui/field";
import { ProblemBox } from "../../ui/problem-box";
import { useTitle } from "../../ui/use-title";
import { AuthLayout } from "./auth-layout";
import { Agreements, agreedOf, missing } from "./agreements";
import { BackToSignIn } from "./forgot-password-page";
import { PASSWORD_RULE, Password } from "./password";

const Registration = z.object({
  name: z.string().check(z.maxLength(80, "At most 80 characters.")),
  email: z.string().check(z.regex(/^[^\s@]+@[^\s@]+$/, "An email address looks like ada@example.org.")),
  password: Password,
  timezone: z.string(),
  currency: z.string(),
});

export function SignUpPage() {
  useTitle("Create an account");
  const router = useRouter();
  const { to } = useSearch({ strict: false }) as { to?: string };
  const [invited] = useState(heldInvitation);
  const form = useForm({
    resolver: zodResolver(Registration),
    defaultValues: { name: "", email: invited.email, password: "", timezone: localZone(), currency: "USD" },
  });
  const documents = useQuery(waysQuery).data?.documents ?? [];
  const [agreed, setAgreed] = useState<readonly string[]>([]);
  const [hasAsked, setHasAsked] = useState(false);
  const [sentTo, setSentTo] = useState("");
  const [invitation] = useState(() => globalThis.location.hash.slice(1) || invited.token);
  const { errors, isSubmitting } = form.formState;
  const problem = errors.root?.["server"];

  const submit = form.handleSubmit(async (registration) => {
    setHasAsked(true);
    if (missing(documents, agreed).length > 0) return;
    try {
      const consents = agreedOf(documents, agreed);
      const answer = await authRegister({ body: { ...registration, ...(invitation && { invitation }), consents } });
      forgetToken();
      if ("sent_to" in answer) {
        setSentTo(answer.sent_to);
        return;
      }
      signedIn(answer);
      // Whoever was invited begins in that workspace.
      await router.navigate({ href: invited.token ? "/" : (to ?? "/"), replace: true });
    } catch (thrown) {
      applyProblem(thrown, form);
    }
  });

  if (sentTo) {
    return (
      <AuthLayout title="Look at your mail" footer={<BackToSignIn />}>
        <p role="status" className="text-soft">
          A link is on its way to <strong className="text-ink">{sentTo}</strong>. Open it within a day, and enter the
          password you chose: your account begins there.
        </p>
      </AuthLayout>
    );
  }
  return (
    <AuthLayout
      title="Create an account"
      footer={
        <p>
          Here before?{" "}
          <Link to="/sign-in" search={to ? { to } : {}} className="font-medium text-accent hover:underline">
            Sign in
          </Link>
        </p>
      }
    >
      <form noValidate onSubmit={(event) => void submit(event)} className="flex flex-col gap-4">
        {problem && (
          <ProblemBox problem={{ title: String(problem.type), detail: problem.message ?? "", requestId: "" }} />
        )}
        <InputField label="Name" optional autoComplete="name" error={errors.name?.message} {...form.register("name")} />
        <InputField
          label="Email"
          type="email"
          autoComplete="username"
          readOnly={invited.email !== ""}
          hint={invited.email && "The address that was invited."}
          error={errors.email?.message}
          {...form.register("email")}
        />
        <InputField
          label="Password"
          type="password"
          autoComplete="new-password"
          hint={PASSWORD_RULE}
          error={errors.password?.message}
          {...form.register("password")}
        />
        <div className="grid grid-cols-[1fr_96px] gap-3">
          <SelectField
            label="Time zone"
            hint="Days of your reports begin there. Each account may have its own."
            error={errors.timezone?.message}
            {...form.register("timezone")}
          >
            {zones().map((zone) => (
              <option key={zone} value={zone}>
                {zone.replaceAll("_", " ")}
              </option>
            ))}
          </SelectField>
          <SelectField label="Currency" error={errors.currency?.message} {...form.register("currency")}>
            {currencies().map((currency) => (
              <option key={currency}>{currency}</option>
            ))}
          </SelectField>
        </div>
        <Agreements documents={documents} agreed={agreed} isDue={hasAsked} onChange={setAgreed} />
        <Button type="submit" kind="solid" size="lg" busy={isSubmitting}>
          Create the account
        </Button>
      </form>
    </AuthLayout>
  );
}
