import { zodResolver } from "@hookform/resolvers/zod";
import { useEffect } from "react";
import { useForm } from "react-hook-form";
import { z } from "zod/mini";
import { applyProblem } from "../../api/form-problem";
import { authShowSecondFactor, type TokenOut } from "../../api/generated";
import { asProblem } from "../../api/problem";
import { Button } from "../../ui/button";
import { InputField } from "../../ui/field";
import { FormFault } from "./form-fault";

const Code = z.object({ code: z.string().check(z.minLength(6, "Six digits, or a recovery code.")) });

interface Props {
  challenge: string;
  onSignedIn: (answer: TokenOut) => void;
  /** The challenge is over: the first factor has to be shown again. */
  onOver: (why: string) => void;
}

/** The second step of signing in: a code of the authenticator app, or a recovery code. */
export function SecondFactorForm({ challenge, onSignedIn, onOver }: Props) {
  const form = useForm({ resolver: zodResolver(Code), defaultValues: { code: "" } });
  const { errors, isSubmitting } = form.formState;
  const { setFocus } = form;
  useEffect(() => {
    setFocus("code");
  }, [setFocus]);
  const submit = form.handleSubmit(async ({ code }) => {
    try {
      onSignedIn(await authShowSecondFactor({ body: { challenge, code } }));
    } catch (thrown) {
      const { code: what, detail } = asProblem(thrown);
      if (what === "identity.challenge_over") onOver(detail);
      else applyProblem(thrown, form);
    }
  });
  return (
    <form noValidate onSubmit={(event) => void submit(event)} className="flex flex-col gap-4">
      <FormFault fault={errors.root?.["server"]} />
      <InputField
        label="Code"
        hint="Six digits of your authenticator app. Without it: one of your recovery codes."
        autoComplete="one-time-code"
        autoCapitalize="none"
        spellCheck={false}
        error={errors.code?.message}
        {...form.register("code")}
      />
      <Button type="submit" kind="solid" size="lg" busy={isSubmitting}>
        Continue
      </Button>
      <Button
        kind="quiet"
        onClick={() => {
          onOver("");
        }}
      >
        Back
      </Button>
    </form>
  );
}
