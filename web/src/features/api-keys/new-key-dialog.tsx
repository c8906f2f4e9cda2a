import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { type FormEvent, useId, useState } from "react";
import { type ApiKeyMadeOut, apiKeysCreate } from "../../api/generated";
import { useIntent } from "../../api/intent";
import { asProblem } from "../../api/problem";
import { accessKeys, permissionsQuery } from "../../api/queries/access";
import { useWorkspace } from "../../api/use-workspace";
import { Button } from "../../ui/button";
import { Dialog } from "../../ui/dialog";
import { CheckField, InputField, SelectField } from "../../ui/field";
import { ProblemBox } from "../../ui/problem-box";
import { givable, PRESETS, scopesOf } from "./key-view";

const DAYS = [30, 90, 180, 365];

/** What the key is for, and until when. */
export function NewKeyDialog({ onClose, onMade }: { onClose: () => void; onMade: (made: ApiKeyMadeOut) => void }) {
  const form = useId();
  const client = useQueryClient();
  const intent = useIntent();
  const offered = givable(useQuery(permissionsQuery).data?.items ?? [], useWorkspace()?.role);
  const [name, setName] = useState("");
  const [purpose, setPurpose] = useState("import");
  const [days, setDays] = useState(90);
  const [chosen, setChosen] = useState<readonly string[]>([]);
  const [fault, setFault] = useState<string>();
  const preset = PRESETS.find((one) => one.id === purpose);
  const scopes = preset ? scopesOf(preset, offered, chosen) : [];
  const make = useMutation({
    mutationFn: () => {
      const body = { name: name.trim(), scopes, expires_in_days: days };
      return apiKeysCreate({ body, headers: intent.headers(body) });
    },
    onSuccess: async (made) => {
      intent.done();
      await client.invalidateQueries({ queryKey: accessKeys.apiKeys });
      onMade(made);
    },
  });

  function submit(event: FormEvent): void {
    event.preventDefault();
    const missing = name.trim() === "" ? "A name is needed." : undefined;
    setFault(missing);
    if (!missing && scopes.length > 0) make.mutate();
  }

  return (
    <Dialog
      open
      onOpenChange={onClose}
      width="lg"
      title="New API key"
      description="A program acts with it in this workspace, in your name and never with more rights than you have."
      actions={
        <>
          <Button onClick={onClose}>Cancel</Button>
          <Button kind="solid" type="submit" form={form} busy={make.isPending} disabled={scopes.length === 0 || make.isPending}>
            Make key
          </Button>
        </>
      }
    >
      <form id={form} noValidate aria-label="New API key" onSubmit={submit} className="flex flex-col gap-4 pb-2">
        {make.error && <ProblemBox problem={asProblem(make.error)} />}
        <InputField
          label="Name"
          hint="Which program has it, and where."
          maxLength={80}
          autoComplete="off"
          error={fault}
          value={name}
          onChange={(event) => {
            setName(event.target.value);
          }}
        />
        <SelectField
          label="What it is for"
          hint={preset?.hint}
          value={purpose}
          onChange={(event) => {
            setPurpose(event.target.value);
          }}
        >
          {PRESETS.map((one) => (
            <option key={one.id} value={one.id}>
              {one.label}
            </option>
          ))}
        </SelectField>
        {purpose === "own" && (
          <fieldset className="grid gap-2 sm:grid-cols-2">
            <legend className="mb-2 text-sm font-medium">Permissions</legend>
            {offered.map((one) => (
              <CheckField
                key={one.permission}
                label={one.allows}
                hint={one.permission}
                checked={chosen.includes(one.permission)}
                onChange={(event) => {
                  const others = chosen.filter((held) => held !== one.permission);
                  setChosen(event.target.checked ? [...others, one.permission] : others);
                }}
              />
            ))}
          </fieldset>
        )}
        <SelectField
          label="Expires"
          hint="Rotate it before, and it goes on with a new secret."
          value={String(days)}
          onChange={(event) => {
            setDays(Number(event.target.value));
          }}
        >
          {DAYS.map((one) => (
            <option key={one} value={one}>
              In {one} days
            </option>
          ))}
        </SelectField>
      </form>
    </Dialog>
  );
}
