import { useMutation } from "@tanstack/react-query";
import { type FormEvent, useId, useState } from "react";
import { workspacesCreate } from "../../api/generated";
import { useIntent } from "../../api/intent";
import { asProblem } from "../../api/problem";
import { useWorkspace } from "../../api/use-workspace";
import { localZone } from "../../lib/dates";
import { currencies } from "../../lib/zones";
import { Button } from "../../ui/button";
import { Dialog } from "../../ui/dialog";
import { InputField, SelectField } from "../../ui/field";
import { ProblemBox } from "../../ui/problem-box";

/** One more room, empty and apart from the others. */
export function NewWorkspaceDialog({ onClose }: { onClose: () => void }) {
  const form = useId();
  const intent = useIntent();
  const present = useWorkspace();
  const [name, setName] = useState("");
  const [currency, setCurrency] = useState(present?.currency ?? "USD");
  const [fault, setFault] = useState<string>();
  const make = useMutation({
    mutationFn: () => {
      const body = { name: name.trim(), currency, timezone: present?.timezone ?? localZone() };
      return workspacesCreate({ body, headers: intent.headers(body) });
    },
    onSuccess: (made) => {
      location.assign(`/w/${made.slug}`);
    },
  });

  function submit(event: FormEvent): void {
    event.preventDefault();
    const missing = name.trim() === "" ? "A name is needed." : undefined;
    setFault(missing);
    if (!missing) make.mutate();
  }

  return (
    <Dialog
      open
      onOpenChange={onClose}
      title="New workspace"
      description="With accounts, trades and members of its own."
      actions={
        <>
          <Button onClick={onClose}>Cancel</Button>
          <Button kind="solid" type="submit" form={form} busy={make.isPending}>
            Make workspace
          </Button>
        </>
      }
    >
      <form id={form} noValidate aria-label="New workspace" onSubmit={submit} className="flex flex-col gap-4 pb-2">
        {make.error && <ProblemBox problem={asProblem(make.error)} />}
        <InputField
          label="Name"
          maxLength={80}
          autoComplete="off"
          error={fault}
          value={name}
          onChange={(event) => {
            setName(event.target.value);
          }}
        />
        <SelectField
          label="Currency"
          hint="Totals over accounts are shown in it. It can be changed."
          value={currency}
          onChange={(event) => {
            setCurrency(event.target.value);
          }}
        >
          {[...new Set([currency, ...currencies()])].map((one) => (
            <option key={one}>{one}</option>
          ))}
        </SelectField>
      </form>
    </Dialog>
  );
}
