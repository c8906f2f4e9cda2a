import { useMutation, useQuery } from "@tanstack/react-query";
import { Link, useRouterState } from "@tanstack/react-router";
import { useState } from "react";
import { once } from "../../api/client";
import { invitationsAccept, invitationsLook, type OpenInvitationOut } from "../../api/generated";
import { forgetToken, holdAddress, holdToken } from "../../api/held-invitation";
import { asProblem } from "../../api/problem";
import { meQuery } from "../../api/queries/people";
import { useSession } from "../../api/session";
import { Button, buttonClass } from "../../ui/button";
import { Logo } from "../../ui/icon";
import { ProblemBox } from "../../ui/problem-box";
import { Loading, Skeleton } from "../../ui/skeleton";
import { useTitle } from "../../ui/use-title";
import { ROLES, roleLabel } from "./role-view";

/** Where an invitation's link leads. */
export function JoinPage({ onSignOut }: { onSignOut: () => Promise<void> }) {
  useTitle("Invitation");
  const fragment = useRouterState({ select: (state) => state.location.hash });
  const [token] = useState(() => holdToken(fragment));
  const found = useQuery({
    queryKey: ["invitation", token],
    queryFn: async ({ signal }) => {
      const invitation = await invitationsLook({ body: { token: token || "-" }, signal });
      holdAddress(invitation.email);
      return invitation;
    },
    retry: false,
  });
  return (
    <main className="flex min-h-dvh flex-col items-center justify-center px-5 py-10">
      <div className="w-full max-w-md rounded-lg border border-line bg-surface p-6 sm:p-8">
        <div className="mb-6 flex items-center gap-2.5">
          <Logo size={28} />
          <span className="font-semibold">TradeSense</span>
        </div>
        {found.isPending && (
          <Loading label="Looking at the invitation">
            <Skeleton className="h-24 w-full" />
          </Loading>
        )}
        {found.isError && <Over thrown={found.error} />}
        {found.data && <Invitation invitation={found.data} token={token} onSignOut={onSignOut} />}
      </div>
    </main>
  );
}

/** Whoever has the link may know what became of it. */
const BECAME: Record<string, string> = {
  "invitation.used": "It was accepted already. If that was you, sign in: the workspace is among yours.",
  "invitation.taken_back": "It was taken back, or a newer one was sent. Look for that, or ask whoever sent it.",
  "invitation.expired": "It is older than a week. Ask whoever sent it for another one.",
  "invitation.not_found": "There is no such invitation. Is the link whole?",
};

function Over({ thrown }: { thrown: Error }) {
  const problem = asProblem(thrown);
  const became = BECAME[problem.code];
  return (
    <div className="flex flex-col gap-4">
      <h1 className="text-xl font-semibold">This invitation does not open anything</h1>
      {became ? <p className="text-soft">{became}</p> : <ProblemBox problem={problem} />}
      <Link to="/" className={buttonClass("outline", "lg")}>
        Go to TradeSense
      </Link>
    </div>
  );
}

interface Props {
  invitation: OpenInvitationOut;
  token: string;
  onSignOut: () => Promise<void>;
}

function Invitation({ invitation, token, onSignOut }: Props) {
  const session = useSession();
  const hint = ROLES.find((one) => one.role === invitation.role)?.hint;
  return (
    <div className="flex flex-col gap-4">
      <h1 className="text-xl font-semibold text-balance">
        {invitation.invited_by} invites you to {invitation.workspace}
      </h1>
      <p className="text-soft">
        As <strong className="font-medium text-ink">{roleLabel(invitation.role)}</strong>. {hint}
      </p>
      {session.status === "signed-in" ? (
        <Accept invitation={invitation} token={token} onSignOut={onSignOut} />
      ) : (
        <>
          <p className="text-sm text-soft">
            It is for <span className="font-medium break-all text-ink">{invitation.email}</span>: sign in with that
            address, or create an account with it.
          </p>
          <Link to="/sign-in" search={{ to: "/join" }} className={buttonClass("solid", "lg")}>
            Sign in
          </Link>
          <Link to="/sign-up" search={{ to: "/join" }} className={buttonClass("outline", "lg")}>
            Create an account
          </Link>
        </>
      )}
    </div>
  );
}

function Accept({ invitation, token, onSignOut }: Props) {
  const me = useQuery(meQuery).data?.user;
  const accept = useMutation({
    mutationFn: () => invitationsAccept({ body: { token }, headers: once() }),
    onSuccess: (joined) => {
      forgetToken();
      location.replace(`/w/${joined.slug}`);
    },
  });
  if (me && me.email !== invitation.email) {
    return (
      <>
        <p className="text-sm text-soft">
          It is for <span className="font-medium break-all text-ink">{invitation.email}</span>, and you are signed in as{" "}
          <span className="break-all">{me.email}</span>.
        </p>
        <Button size="lg" icon="signOut" onClick={() => void onSignOut()}>
          Sign out
        </Button>
      </>
    );
  }
  return (
    <>
      {accept.error && <ProblemBox problem={asProblem(accept.error)} />}
      <Button
        kind="solid"
        size="lg"
        busy={accept.isPending || !me}
        onClick={() => {
          accept.mutate();
        }}
      >
        Accept the invitation
      </Button>
    </>
  );
}
