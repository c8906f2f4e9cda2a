import { zodResolver } from "@hookform/resolvers/zod";
import { useForm } from "react-hook-form";
import { z } from "zod/mini";
import { applyProblem } from "../../api/form-problem";
import { authTotpConfirm, type TotpSetupOut } from "../../api/generated";
import { Button, IconButton } from "../../ui/button";
import { copyText } from "../../ui/copy";
import { Dialog } from "../../ui/dialog";
import { InputField } from "../../ui/field";
import { FormFault } from "./form-fault";

const Code = z.object({ code: z.string().check(z.minLength(6, "Six digits.")) });

interface Props {
  setup: TotpSetupOut | null;
  onClose: () => void;
  onConfirmed: (recoveryCodes: string[]) => void;
}

/** The picture to photograph, the same in letters, and a code to show that it worked. */
export function TotpSetup({ setup, onClose, onConfirmed }: Props) {
  return (
    <Dialog
      open={setup !== null}
      onOpenChange={(open) => {
        if (!open) onClose();
      }}
      title="Set up an authenticator app"
      description="Photograph the code with the app, or type the key into it; then enter the six digits it shows."
    >
      {setup && <SetupForm setup={setup} onConfirmed={onConfirmed} />}
    </Dialog>
  );
}

function SetupForm({ setup, onConfirmed }: { setup: TotpSetupOut; onConfirmed: (codes: string[]) => void }) {
  const form = useForm({ resolver: zodResolver(Code), defaultValues: { code: "" } });
  const { errors, isSubmitting } = form.formState;
  const submit = form.handleSubmit(async (body) => {
    try {
      onConfirmed((await authTotpConfirm({ body })).codes);
    } catch (thrown) {
      applyProblem(thrown, form);
    }
  });
  return (
    <form noValidate onSubmit={(event) => void submit(event)} className="flex flex-col gap-4 pb-4">
      <div className="flex flex-wrap items-center gap-4">
        <img src={setup.qr_code} alt="QR code for the authenticator app" className="size-44 rounded-md bg-white" />
        <div className="min-w-0 flex-1 basis-48">
          <p className="text-sm font-medium">Key</p>
          <p className="flex items-start gap-1">
            <code className="text-sm break-all">{setup.secret.replace(/(.{4})(?=.)/g, "$1 ")}</code>
            <IconButton icon="copy" label="Copy the key" size="sm" onClick={() => void copyText(setup.secret, "Key")} />
          </p>
          <a href={setup.uri} className="mt-2 inline-block text-sm text-accent hover:underline">
            Open in an app on this device
          </a>
        </div>
      </div>
      <FormFault fault={errors.root?.["server"]} />
      <InputField
        label="Code"
        inputMode="numeric"
        autoComplete="one-time-code"
        error={errors.code?.message}
        {...form.register("code")}
      />
      <Button type="submit" kind="solid" busy={isSubmitting}>
        Turn it on
      </Button>
    </form>
  );
}
