import { zodResolver } from "@hookform/resolvers/zod";
import { useQuery } from "@tanstack/react-query";
import { useForm } from "react-hook-form";
import { z } from "zod/mini";
import { applyProblem } from "../../api/form-problem";
import { authReauthenticate } from "../../api/generated";
import { asProblem } from "../../api/problem";
import { meQuery, passkeysQuery, securityQuery } from "../../api/queries/people";
import { Button } from "../../ui/button";
import { Dialog } from "../../ui/dialog";
import { InputField } from "../../ui/field";
import { FormFault } from "./form-fault";
import { canUsePasskeys, proveByPasskey, wasDismissed } from "./passkey";

/** Asks who it is again, before what is sensitive; whatever was asked for then goes on by itself. */
export function ProofDialog({ onEnd }: { onEnd: (proved: boolean) => void }) {
  return (
    <Dialog
      open
      onOpenChange={() => {
        onEnd(false);
      }}
      title="Is it you?"
      description="This matters: prove once more who you are. It holds for ten minutes."
      width="sm"
    >
      <ProofForm
        onProved={() => {
          onEnd(true);
        }}
      />
    </Dialog>
  );
}

const Proof = z.object({ password: z.string().check(z.minLength(1, "Your password is needed.")), code: z.string() });

function ProofForm({ onProved }: { onProved: () => void }) {
  const email = useQuery(meQuery).data?.user.email ?? "";
  const security = useQuery(securityQuery).data;
  const passkeys = useQuery(passkeysQuery).data?.items ?? [];
  const form = useForm({ resolver: zodResolver(Proof), defaultValues: { password: "", code: "" } });
  const { errors, isSubmitting } = form.formState;
  const submit = form.handleSubmit(async ({ password, code }) => {
    try {
      await authReauthenticate({ body: { password, code: code || null } });
      onProved();
    } catch (thrown) {
      const { code: what, detail } = asProblem(thrown);
      if (what === "identity.login_refused") form.setError("password", { message: detail }, { shouldFocus: true });
      else applyProblem(thrown, form);
    }
  });
  const byPasskey = async () => {
    try {
      await proveByPasskey();
      onProved();
    } catch (thrown) {
      const { title, detail } = asProblem(thrown);
      if (!wasDismissed(thrown)) form.setError("root.server", { type: title, message: detail });
    }
  };
  return (
    <form noValidate onSubmit={(event) => void submit(event)} className="flex flex-col gap-4 pb-4">
      <FormFault fault={errors.root?.["server"]} />
      <input type="text" name="username" autoComplete="username" value={email} readOnly hidden />
      {security?.has_password === false ? (
        <p className="text-sm text-soft">You have no password: use a passkey, or sign out and in again.</p>
      ) : (
        <>
          <InputField
            label="Password"
            type="password"
            autoComplete="current-password"
            error={errors.password?.message}
            {...form.register("password")}
          />
          {security?.has_totp && (
            <InputField
              label="Code"
              hint="Of your authenticator app, or a recovery code."
              autoComplete="one-time-code"
              autoCapitalize="none"
              spellCheck={false}
              error={errors.code?.message}
              {...form.register("code")}
            />
          )}
          <Button type="submit" kind="solid" busy={isSubmitting}>
            It is me
          </Button>
        </>
      )}
      {passkeys.length > 0 && canUsePasskeys() && (
        <Button icon="key" onClick={() => void byPasskey()}>
          Use a passkey
        </Button>
      )}
    </form>
  );
}
