import { useState } from "react";
import { asProblem } from "../../api/problem";
import { Button } from "../../ui/button";
import { Confirm } from "../../ui/confirm";
import { type Told } from "../../ui/problem-box";
import { SessionList } from "./session-list";

interface Props {
  onSignOut: () => Promise<void>;
  onSignOutEverywhere: () => Promise<void>;
}

/** The ways out: of this browser, or of all of them. */
export function SessionSection({ onSignOut, onSignOutEverywhere }: Props) {
  const [asked, setAsked] = useState(false);
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<Told | null>(null);
  const leave = async () => {
    setBusy(true);
    try {
      await onSignOutEverywhere();
    } catch (thrown) {
      setProblem(asProblem(thrown));
    } finally {
      setBusy(false);
    }
  };
  return (
    <div className="flex flex-col gap-4">
      <SessionList />
      <div className="flex flex-wrap gap-2">
      <Button icon="signOut" onClick={() => void onSignOut()}>
        Sign out
      </Button>
      <Button
        kind="danger"
        onClick={() => {
          setAsked(true);
        }}
      >
        Sign out everywhere
      </Button>
      </div>
      <Confirm
        open={asked}
        onOpenChange={setAsked}
        title="Sign out everywhere?"
        confirm="Sign out everywhere"
        danger
        busy={busy}
        problem={problem}
        onConfirm={() => void leave()}
      >
        <p>Every session of yours ends, on this and on all other devices. Your data stays as it is.</p>
      </Confirm>
    </div>
  );
}
