import { zodResolver } from "@hookform/resolvers/zod";
import { useQueryClient } from "@tanstack/react-query";
import { useForm } from "react-hook-form";
import { z } from "zod/mini";
import { applyProblem } from "../../api/form-problem";
import { authChangeEmail } from "../../api/generated";
import { peopleKeys } from "../../api/queries/people";
import { Button } from "../../ui/button";
import { InputField } from "../../ui/field";
import { toast } from "../../ui/toast";
import { FormFault } from "./form-fault";

const Address = z.object({
  email: z.string().check(z.regex(/^[^\s@]+@[^\s@]+$/, "An email address looks like ada@example.org.")),
});

/** Another address: it counts once the link sent to it was opened. */
export function EmailForm() {
  const client = useQueryClient();
  const form = useForm({ resolver: zodResolver(Address), defaultValues: { email: "" } });
  const { errors, isSubmitting } = form.formState;
  const submit = form.handleSubmit(async (body) => {
    try {
      const pending = await authChangeEmail({ body });
      form.reset();
      toast(pending.is_done ? "Your address is changed." : `Open the link in the mail to ${pending.sent_to}.`);
      await client.invalidateQueries({ queryKey: peopleKeys.me });
    } catch (thrown) {
      applyProblem(thrown, form);
    }
  });
  return (
    <form
      noValidate
      aria-label="Change email"
      onSubmit={(event) => void submit(event)}
      className="flex max-w-sm flex-col gap-4"
    >
      <FormFault fault={errors.root?.["server"]} />
      <InputField
        label="New email"
        type="email"
        autoComplete="email"
        error={errors.email?.message}
        {...form.register("email")}
      />
      <div>
        <Button type="submit" busy={isSubmitting}>
          Change email
        </Button>
      </div>
    </form>
  );
}
