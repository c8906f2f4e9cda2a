import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import {
  authRecoveryCodesRenew,
  authTotpBegin,
  authTotpRemove,
  type SecurityOut,
  type TotpSetupOut,
} from "../../api/generated";
import { asProblem } from "../../api/problem";
import { peopleKeys, securityQuery } from "../../api/queries/people";
import { Badge } from "../../ui/badge";
import { Button } from "../../ui/button";
import { Confirm } from "../../ui/confirm";
import { ProblemBox } from "../../ui/problem-box";
import { Loading, Skeleton } from "../../ui/skeleton";
import { toast } from "../../ui/toast";
import { RecoveryCodes } from "./recovery-codes";
import { TotpSetup } from "./totp-setup";

/** The second factor: set up, its recovery codes, taken away. */
export function TotpSection() {
  const security = useQuery(securityQuery);
  const client = useQueryClient();
  const [setup, setSetup] = useState<TotpSetupOut | null>(null);
  const [codes, setCodes] = useState<string[]>([]);
  const refresh = () => client.invalidateQueries({ queryKey: peopleKeys.security });
  const begin = useMutation({ mutationFn: () => authTotpBegin(), onSuccess: setSetup });
  const renew = useMutation({
    mutationFn: () => authRecoveryCodesRenew(),
    onSuccess: async (made) => {
      setCodes(made.codes);
      await refresh();
    },
  });
  const failed = begin.error ?? renew.error;
  if (security.isError) return <ProblemBox problem={asProblem(security.error)} onRetry={() => void security.refetch()} />;
  if (!security.data) {
    return (
      <Loading label="Loading your second factor">
        <Skeleton className="h-9 w-56" />
      </Loading>
    );
  }
  return (
    <div className="flex flex-col items-start gap-3">
      {failed && <ProblemBox problem={asProblem(failed)} />}
      {security.data.has_totp ? (
        <InUse
          security={security.data}
          busy={renew.isPending}
          onRenew={() => {
            renew.mutate();
          }}
          onRemoved={() => void refresh()}
        />
      ) : (
        <>
          <p className="text-sm text-soft">Signing in asks for your password only.</p>
          <Button
            busy={begin.isPending}
            onClick={() => {
              begin.mutate();
            }}
          >
            Set up an authenticator app
          </Button>
        </>
      )}
      <TotpSetup
        setup={setup}
        onClose={() => {
          setSetup(null);
        }}
        onConfirmed={(made) => {
          setSetup(null);
          setCodes(made);
          void refresh();
        }}
      />
      <RecoveryCodes
        codes={codes}
        onClose={() => {
          setCodes([]);
        }}
      />
    </div>
  );
}

interface InUseProps {
  security: SecurityOut;
  busy: boolean;
  onRenew: () => void;
  onRemoved: () => void;
}

function InUse({ security, busy, onRenew, onRemoved }: InUseProps) {
  const [asked, setAsked] = useState(false);
  const remove = useMutation({
    mutationFn: () => authTotpRemove(),
    onSuccess: () => {
      setAsked(false);
      toast("Signing in asks for your password only from now on.");
      onRemoved();
    },
  });
  const left = security.recovery_codes_left;
  return (
    <>
      <p className="flex flex-wrap items-center gap-2 text-sm">
        <Badge tone="good" icon="check">
          On
        </Badge>
        <span className="text-soft">Signing in asks for a code of your authenticator app.</span>
      </p>
      <p className={left < 3 ? "text-sm text-warn" : "text-sm text-soft"}>
        {left === 1 ? "1 recovery code is left." : `${String(left)} recovery codes are left.`}
      </p>
      <div className="flex flex-wrap gap-2">
        <Button busy={busy} onClick={onRenew}>
          New recovery codes
        </Button>
        <Button
          kind="danger"
          onClick={() => {
            setAsked(true);
          }}
        >
          Turn off
        </Button>
      </div>
      <Confirm
        open={asked}
        onOpenChange={setAsked}
        title="Turn the second factor off?"
        confirm="Turn off"
        danger
        busy={remove.isPending}
        problem={remove.isError ? asProblem(remove.error) : null}
        onConfirm={() => {
          remove.mutate();
        }}
      >
        <p>Whoever learns your password can sign in then. The recovery codes stop working too.</p>
      </Confirm>
    </>
  );
}
