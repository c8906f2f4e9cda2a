import { useMutation, useQuery } from "@tanstack/react-query";
import { type SyntheticEvent, useId, useState } from "react";
import { once } from "../../api/client";
import { type ErasureOut, privacyErasureRequest } from "../../api/generated";
import { asProblem } from "../../api/problem";
import { meQuery } from "../../api/queries/people";
import { Badge } from "../../ui/badge";
import { Button } from "../../ui/button";
import { Dialog } from "../../ui/dialog";
import { InputField } from "../../ui/field";
import { ProblemBox } from "../../ui/problem-box";
import { FATES } from "./privacy-view";

interface Props {
  open: boolean;
  onOpenChange: (open: boolean) => void;
  foreseen: ErasureOut;
}

/** What will happen, in full; and the address typed, so that it is meant. */
export function EraseDialog({ open, onOpenChange, foreseen }: Props) {
  const form = useId();
  const me = useQuery(meQuery).data;
  const [typed, setTyped] = useState("");
  const erase = useMutation({
    mutationFn: () => privacyErasureRequest({ body: { email: typed.trim() }, headers: once() }),
    onSuccess: () => {
      // What may be done is another from here on: the page begins anew.
      location.reload();
    },
  });
  const email = me?.user.email ?? "";
  const isMeant = email !== "" && typed.trim().toLowerCase() === email.toLowerCase();
  const isFree = foreseen.workspaces.every((one) => one.fate !== "hand_over");
  const submit = (event: SyntheticEvent) => {
    event.preventDefault();
    if (isMeant && isFree) erase.mutate();
  };
  return (
    <Dialog
      open={open}
      onOpenChange={onOpenChange}
      title="Delete your account?"
      description={`In ${String(foreseen.grace_days)} days everything that is yours goes, and cannot be brought back.`}
      actions={
        <>
          <Button
            onClick={() => {
              onOpenChange(false);
            }}
          >
            Cancel
          </Button>
          <Button kind="danger" type="submit" form={form} busy={erase.isPending} disabled={!isMeant || !isFree}>
            Delete account
          </Button>
        </>
      }
    >
      <form id={form} noValidate onSubmit={submit} className="flex flex-col gap-4 pb-2 text-sm">
        <ul aria-label="Your workspaces" className="divide-y divide-line rounded-md border border-line">
          {foreseen.workspaces.map((one) => (
            <li key={one.id} className="flex flex-wrap items-center gap-x-3 gap-y-1 px-3 py-2">
              <span className="min-w-0 flex-1 basis-32 font-medium break-words">{one.name}</span>
              {one.fate === "hand_over" ? (
                <a href={`/w/${one.slug}/settings#end`} className="font-medium text-accent underline">
                  {FATES[one.fate]}
                </a>
              ) : (
                <Badge tone={one.fate === "goes" ? "bad" : "plain"}>{FATES[one.fate]}</Badge>
              )}
            </li>
          ))}
        </ul>
        <ul className="flex list-disc flex-col gap-1 pl-5 text-soft">
          <li>Your other sessions end now.</li>
          <li>Until the day comes you can sign in, look at everything, and keep your account.</li>
          <li>What you brought into workspaces that stay is theirs; it no longer says who you were.</li>
        </ul>
        {isFree ? (
          <InputField
            label={`Type ${email} to confirm`}
            type="email"
            autoComplete="off"
            spellCheck={false}
            value={typed}
            onChange={(event) => {
              setTyped(event.target.value);
            }}
          />
        ) : (
          <p role="alert" className="text-warn">
            Others work in a workspace that only you own. Hand it over, or delete it, then come back.
          </p>
        )}
        {erase.isError && <ProblemBox problem={asProblem(erase.error)} />}
      </form>
    </Dialog>
  );
}
