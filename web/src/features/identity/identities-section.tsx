import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { authIdentitiesUnlink, authProvidersBeginLink } from "../../api/generated";
import { asProblem } from "../../api/problem";
import { identitiesQuery, peopleKeys, waysQuery } from "../../api/queries/people";
import { instant, localZone } from "../../lib/dates";
import { Button } from "../../ui/button";
import { ProblemBox } from "../../ui/problem-box";

/** Accounts at other providers that sign one in, where this server knows any. */
export function IdentitiesSection() {
  const linked = useQuery(identitiesQuery).data?.items ?? [];
  const providers = useQuery(waysQuery).data?.providers ?? [];
  const client = useQueryClient();
  const link = useMutation({
    mutationFn: (key: string) => authProvidersBeginLink({ path: { provider: key } }),
    onSuccess: ({ url }) => {
      globalThis.location.assign(url);
    },
  });
  const unlink = useMutation({
    mutationFn: (id: string) => authIdentitiesUnlink({ path: { identity_id: id } }),
    onSuccess: () => client.invalidateQueries({ queryKey: peopleKeys.identities }),
  });
  const failed = link.error ?? unlink.error;
  if (providers.length === 0 && linked.length === 0) {
    return <p className="text-sm text-soft">This server knows no other providers to sign in with.</p>;
  }
  return (
    <div className="flex flex-col items-start gap-3">
      {failed && <ProblemBox problem={asProblem(failed)} />}
      {linked.length > 0 && (
      <ul className="w-full divide-y divide-line">
        {linked.map((one) => (
          <li key={one.id} className="flex items-center gap-2 py-2">
            <div className="min-w-0 flex-1">
              <p className="truncate text-sm font-medium">{one.email || one.issuer}</p>
              <p className="text-xs break-all text-faint">
                {one.issuer}, linked {instant(one.created_at, localZone())}
              </p>
            </div>
            <Button
              size="sm"
              busy={unlink.isPending && unlink.variables === one.id}
              onClick={() => {
                unlink.mutate(one.id);
              }}
            >
              Unlink
            </Button>
          </li>
        ))}
      </ul>
      )}
      <div className="flex flex-wrap gap-2">
        {providers.map((one) => (
          <Button
            key={one.key}
            busy={link.isPending && link.variables === one.key}
            onClick={() => {
              link.mutate(one.key);
            }}
          >
            Link {one.name}
          </Button>
        ))}
      </div>
    </div>
  );
}
