import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { type SubmitEvent, useState } from "react";
import { importMappingsChange, importMappingsDelete, type MappingOut } from "../../api/generated";
import { asProblem } from "../../api/problem";
import { importKeys, mappingsQuery } from "../../api/queries/imports";
import { mediumDay } from "../../lib/dates";
import { Button } from "../../ui/button";
import { Disclosure } from "../../ui/disclosure";
import { InputField } from "../../ui/field";
import { ProblemBox } from "../../ui/problem-box";

/** What was said of tables once, and holds for the next with the same header: to rename, and to forget. */
export function SavedMappings() {
  const saved = useQuery(mappingsQuery).data?.items ?? [];
  if (saved.length === 0) return null;
  return (
    <Disclosure
      title="Tables whose columns you named"
      note="The next with the same header is read likewise."
      className="rounded-lg border border-line bg-surface px-4 py-2"
    >
      <ul aria-label="Saved columns">
        {saved.map((one) => (
          <Saved key={one.id} one={one} />
        ))}
      </ul>
    </Disclosure>
  );
}

function Saved({ one }: { one: MappingOut }) {
  const client = useQueryClient();
  const [name, setName] = useState<string | null>(null);
  const path = { mapping_id: one.id };
  const again = () => client.invalidateQueries({ queryKey: importKeys.mappings });
  const rename = useMutation({
    mutationFn: (said: string) => importMappingsChange({ path, body: { name: said } }),
    onSuccess: async () => {
      await again();
      setName(null);
    },
  });
  const forget = useMutation({ mutationFn: () => importMappingsDelete({ path }), onSuccess: again });
  const submit = (event: SubmitEvent) => {
    event.preventDefault();
    if (name?.trim()) rename.mutate(name.trim());
  };
  const failure = rename.error ?? forget.error;
  return (
    <li className="flex flex-wrap items-center gap-x-3 gap-y-2 border-t border-line py-2 text-sm first:border-t-0">
      {name === null ? (
        <div className="min-w-0 flex-1 basis-60">
          <p className="font-medium break-all">{one.name}</p>
          <p className="text-xs text-faint">
            {one.columns.join(", ")} · used {mediumDay(one.used_at.slice(0, 10))}
          </p>
        </div>
      ) : (
        <form aria-label={`Rename ${one.name}`} onSubmit={submit} className="flex flex-1 basis-60 items-end gap-2">
          <InputField
            label="Name"
            value={name}
            maxLength={200}
            onChange={(event) => {
              setName(event.target.value);
            }}
          />
          <Button type="submit" size="sm" busy={rename.isPending}>
            Save
          </Button>
        </form>
      )}
      <div className="flex gap-2">
        <Button
          size="sm"
          onClick={() => {
            setName(name === null ? one.name : null);
          }}
        >
          {name === null ? "Rename" : "Leave it"}
        </Button>
        <Button
          size="sm"
          busy={forget.isPending}
          onClick={() => {
            forget.mutate();
          }}
        >
          Forget
        </Button>
      </div>
      {failure && <ProblemBox problem={asProblem(failure)} />}
    </li>
  );
}
