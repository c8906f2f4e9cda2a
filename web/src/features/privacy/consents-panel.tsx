import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { type ConsentListOut, type ConsentOut, privacyConsentsGive, privacyConsentsWithdraw } from "../../api/generated";
import { asProblem } from "../../api/problem";
import { consentsQuery, privacyKeys } from "../../api/queries/privacy";
import { dayOfInstant, localZone } from "../../lib/dates";
import { Badge } from "../../ui/badge";
import { Button } from "../../ui/button";
import { Disclosure } from "../../ui/disclosure";
import { Panel } from "../../ui/panel";
import { ProblemBox } from "../../ui/problem-box";

const NAMES: Record<ConsentOut["kind"], string> = {
  terms: "Terms of use",
  privacy: "Privacy notice",
  product_mail: "Mail about news of TradeSense",
};

/** What the reader agreed to; nothing where this server asks for nothing. */
export function ConsentsPanel() {
  const found = useQuery(consentsQuery);
  const client = useQueryClient();
  const change = useMutation({
    mutationFn: (one: ConsentOut) =>
      one.is_given
        ? privacyConsentsWithdraw({ path: { kind: one.kind } })
        : privacyConsentsGive({ path: { kind: one.kind }, body: { version: one.version } }),
    onSettled: () => client.invalidateQueries({ queryKey: privacyKeys.consents }),
  });
  if (found.isError && !found.data) {
    return <ProblemBox problem={asProblem(found.error)} onRetry={() => void found.refetch()} />;
  }
  if (!found.data || (found.data.items.length === 0 && found.data.history.length === 0)) return null;
  return (
    <Panel title="Agreements">
      {change.isError && <ProblemBox problem={asProblem(change.error)} />}
      <ul className="divide-y divide-line">
        {found.data.items.map((one) => (
          <OneConsent
            key={one.kind}
            one={one}
            busy={change.isPending && change.variables.kind === one.kind}
            onChange={() => {
              change.mutate(one);
            }}
          />
        ))}
      </ul>
      {found.data.history.length > 0 && <History history={found.data.history} />}
    </Panel>
  );
}

function OneConsent({ one, busy, onChange }: { one: ConsentOut; busy: boolean; onChange: () => void }) {
  const name = NAMES[one.kind];
  const act = one.is_given ? "Withdraw" : "Agree";
  return (
    <li className="flex flex-wrap items-center gap-x-3 gap-y-1 py-2 text-sm">
      <span className="min-w-0 flex-1 basis-40">
        {one.url ? (
          <a href={one.url} target="_blank" rel="noreferrer" className="font-medium text-accent underline">
            {name}
          </a>
        ) : (
          <span className="font-medium">{name}</span>
        )}
        {one.url && <span className="text-faint"> version {one.version}</span>}
      </span>
      {one.is_given && (
        <Badge tone="good" icon="check">
          Agreed
        </Badge>
      )}
      {!one.is_given && one.is_required && <Badge tone="warn">Not agreed yet</Badge>}
      {!(one.is_given && one.is_required) && (
        <Button size="sm" busy={busy} aria-label={`${act}: ${name}`} onClick={onChange}>
          {act}
        </Button>
      )}
    </li>
  );
}

function History({ history }: { history: ConsentListOut["history"] }) {
  const zone = localZone();
  return (
    <Disclosure title="History" className="mt-2">
      <ul className="flex flex-col gap-1 text-xs text-soft">
        {history.map((one) => (
          <li key={`${one.kind} ${one.given_at}`}>
            {NAMES[one.kind]}, version {one.version}: agreed on {dayOfInstant(one.given_at, zone)}
            {one.withdrawn_at && `, withdrawn on ${dayOfInstant(one.withdrawn_at, zone)}`}
          </li>
        ))}
      </ul>
    </Disclosure>
  );
}
