import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useId, useState } from "react";
import { type ApiKeyOut, apiKeysRevoke } from "../../api/generated";
import { asProblem } from "../../api/problem";
import { accessKeys } from "../../api/queries/access";
import { meQuery } from "../../api/queries/people";
import { useMay } from "../../api/use-workspace";
import { dayOfInstant, instant, localZone, shortInstant } from "../../lib/dates";
import { Badge } from "../../ui/badge";
import { Button } from "../../ui/button";
import { Confirm } from "../../ui/confirm";
import { toast } from "../../ui/toast";
import { overlaps, stateOf } from "./key-view";

interface Props {
  apiKey: ApiKeyOut;
  /** By whom it was made, where that is known. */
  maker: string | undefined;
  now: number;
  onRotate: () => void;
}

/** One key: how it stands, what it may, what can be done with it. */
export function KeyCard({ apiKey, maker, now, onRotate }: Props) {
  const title = useId();
  const client = useQueryClient();
  const may = useMay();
  const isMine = useQuery(meQuery).data?.user.id === apiKey.created_by;
  const [asked, setAsked] = useState(false);
  const revoke = useMutation({
    mutationFn: () => apiKeysRevoke({ path: { key_id: apiKey.id } }),
    onSuccess: async () => {
      setAsked(false);
      await client.invalidateQueries({ queryKey: accessKeys.apiKeys });
      toast(`${apiKey.name} is revoked.`);
    },
  });
  const { label, tone, isOver } = stateOf(apiKey, now);
  const zone = localZone();
  return (
    <article aria-labelledby={title} className="flex flex-col gap-2 border-t border-line py-4 first:border-t-0">
      <header className="flex flex-wrap items-center gap-x-3 gap-y-1">
        <h2 id={title} className="min-w-0 truncate font-semibold">
          {apiKey.name}
        </h2>
        <code className="font-mono text-xs text-faint">tsk_…{apiKey.hint}</code>
        <Badge tone={tone}>{label}</Badge>
        {!isOver && (
          <div className="ml-auto flex gap-2">
            {isMine && may("api_keys.write") && (
              <Button size="sm" aria-label={`Rotate ${apiKey.name}`} onClick={onRotate}>
                Rotate
              </Button>
            )}
            {(isMine || may("api_keys.revoke")) && (
              <Button
                size="sm"
                kind="danger"
                aria-label={`Revoke ${apiKey.name}`}
                onClick={() => {
                  setAsked(true);
                }}
              >
                Revoke
              </Button>
            )}
          </div>
        )}
      </header>
      <p className="text-sm text-soft">
        {apiKey.last_used_at ? `Last used ${shortInstant(apiKey.last_used_at, zone)}` : "Never used"}
        {" · "}
        {isOver ? "ended" : "expires"} {dayOfInstant(apiKey.revoked_at ?? apiKey.expires_at, zone)}
        {maker && ` · made by ${maker}`}
      </p>
      {overlaps(apiKey, now) && apiKey.former_until && !isOver && (
        <p className="text-sm text-warn">The secret before works until {instant(apiKey.former_until, zone)}.</p>
      )}
      <ul aria-label={`Permissions of ${apiKey.name}`} className="flex flex-wrap gap-1">
        {apiKey.scopes.map((scope) => (
          <li key={scope}>
            <Badge>{scope}</Badge>
          </li>
        ))}
      </ul>
      <Confirm
        open={asked}
        onOpenChange={setAsked}
        title={`Revoke ${apiKey.name}?`}
        confirm="Revoke key"
        danger
        busy={revoke.isPending}
        problem={revoke.error ? asProblem(revoke.error) : null}
        onConfirm={() => {
          revoke.mutate();
        }}
      >
        <p>The program that has it is refused from its next request on. This cannot be undone.</p>
      </Confirm>
    </article>
  );
}
