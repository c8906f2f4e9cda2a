import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { type ApiKeyMadeOut, type ApiKeyOut, apiKeysRotate } from "../../api/generated";
import { useIntent } from "../../api/intent";
import { asProblem } from "../../api/problem";
import { accessKeys } from "../../api/queries/access";
import { Button } from "../../ui/button";
import { Dialog } from "../../ui/dialog";
import { SelectField } from "../../ui/field";
import { ProblemBox } from "../../ui/problem-box";

const OVERLAPS = [
  [0, "Ends at once"],
  [1, "Works for an hour"],
  [24, "Works for a day"],
  [168, "Works for a week"],
] as const;

interface Props {
  apiKey: ApiKeyOut;
  onClose: () => void;
  onMade: (made: ApiKeyMadeOut) => void;
}

/** A new secret; the present one works for a while, so that nothing stops meanwhile. */
export function RotateDialog({ apiKey, onClose, onMade }: Props) {
  const client = useQueryClient();
  const intent = useIntent();
  const [hours, setHours] = useState(24);
  const rotate = useMutation({
    mutationFn: () => {
      const body = { overlap_hours: hours };
      return apiKeysRotate({ path: { key_id: apiKey.id }, body, headers: intent.headers(body) });
    },
    onSuccess: async (made) => {
      intent.done();
      await client.invalidateQueries({ queryKey: accessKeys.apiKeys });
      onMade(made);
    },
  });
  return (
    <Dialog
      open
      onOpenChange={onClose}
      title={`Rotate ${apiKey.name}`}
      description="It gets a new secret, with the same permissions, for 90 days from now."
      actions={
        <>
          <Button onClick={onClose}>Cancel</Button>
          <Button
            kind="solid"
            busy={rotate.isPending}
            onClick={() => {
              rotate.mutate();
            }}
          >
            Rotate key
          </Button>
        </>
      }
    >
      <div className="flex flex-col gap-4 pb-2">
        {rotate.error && <ProblemBox problem={asProblem(rotate.error)} />}
        <SelectField
          label="The present secret"
          hint="Long enough for you to change it where it is used."
          value={String(hours)}
          onChange={(event) => {
            setHours(Number(event.target.value));
          }}
        >
          {OVERLAPS.map(([value, label]) => (
            <option key={value} value={value}>
              {label}
            </option>
          ))}
        </SelectField>
      </div>
    </Dialog>
  );
}
