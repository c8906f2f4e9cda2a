import { useMutation, useQueryClient } from "@tanstack/react-query";
import { type FormEvent, useId, useState } from "react";
import { type InvitationIn, invitationsCreate } from "../../api/generated";
import { useIntent } from "../../api/intent";
import { asProblem } from "../../api/problem";
import { accessKeys } from "../../api/queries/access";
import { Button } from "../../ui/button";
import { copyText } from "../../ui/copy";
import { Dialog } from "../../ui/dialog";
import { InputField, SelectField } from "../../ui/field";
import { ProblemBox } from "../../ui/problem-box";
import { rolesToGive, ROLES } from "./role-view";

type Invitable = InvitationIn["role"];

/** Whom to invite, as what; then the link to send them. */
export function InviteDialog({ onClose }: { onClose: () => void }) {
  const form = useId();
  const client = useQueryClient();
  const intent = useIntent();
  const [email, setEmail] = useState("");
  const [role, setRole] = useState<Invitable>("trader");
  const [fault, setFault] = useState<string>();
  const invite = useMutation({
    mutationFn: () => {
      const body = { email: email.trim(), role };
      return invitationsCreate({ body, headers: intent.headers(body) });
    },
    onSuccess: async () => {
      intent.done();
      await client.invalidateQueries({ queryKey: accessKeys.invitations });
    },
  });
  const link = invite.data?.path ? `${location.origin}${invite.data.path}` : null;

  function submit(event: FormEvent): void {
    event.preventDefault();
    const wrong = /^[^@\s]+@[^@\s]+\.[^@\s]+$/.test(email.trim()) ? undefined : "An e-mail address is needed.";
    setFault(wrong);
    if (!wrong) invite.mutate();
  }

  if (link !== null) {
    return (
      <Dialog
        open
        onOpenChange={onClose}
        width="lg"
        title={`${email.trim()} is invited`}
        description={`${invite.data?.is_mailed ? "A mail with this link is on its way to them." : "Send them this link."} It works once, for a week, and only for whoever signs in with that address.`}
        actions={
          <>
            <Button
              kind="solid"
              icon="copy"
              onClick={() => {
                void copyText(link, "The link is");
              }}
            >
              Copy link
            </Button>
            <Button onClick={onClose}>Done</Button>
          </>
        }
      >
        {/* eslint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- scrolled by keyboard where it is too long */}
        <code aria-label="Link" tabIndex={0} className="mb-2 block overflow-x-auto rounded-md border border-line bg-sunken px-3 py-2 font-mono text-xs whitespace-pre select-all">
          {link}
        </code>
      </Dialog>
    );
  }
  return (
    <Dialog
      open
      onOpenChange={onClose}
      title="Invite somebody"
      actions={
        <>
          <Button onClick={onClose}>Cancel</Button>
          <Button kind="solid" type="submit" form={form} busy={invite.isPending}>
            Invite
          </Button>
        </>
      }
    >
      <form id={form} noValidate aria-label="Invitation" onSubmit={submit} className="flex flex-col gap-4 pb-2">
        {invite.error && <ProblemBox problem={asProblem(invite.error)} />}
        <InputField
          label="Email"
          type="email"
          autoComplete="off"
          hint="The address they sign in with."
          error={fault}
          value={email}
          onChange={(event) => {
            setEmail(event.target.value);
          }}
        />
        <SelectField
          label="Role"
          hint={ROLES.find((one) => one.role === role)?.hint}
          value={role}
          onChange={(event) => {
            setRole(event.target.value as Invitable);
          }}
        >
          {rolesToGive(false).map((one) => (
            <option key={one.role} value={one.role}>
              {one.label}
            </option>
          ))}
        </SelectField>
      </form>
    </Dialog>
  );
}
