import { Link } from "@tanstack/react-router";
import { useState } from "react";
import type { ImportAccountOut, ImportOut, NoteOut, Settlement } from "../../api/generated";
import { useSlug } from "../../lib/view";
import { shareIn } from "../../lib/percent";
import { Button, buttonClass } from "../../ui/button";
import { InputField } from "../../ui/field";
import type { ImportActs } from "./mutations";
import { actionAccount, CONTRACT_UNKNOWN, isBusy, mayBeSettled, reasonsOf, rootIn, SETTLEMENTS } from "./settling-view";

interface Settling {
  one: ImportOut;
  acts: ImportActs;
}

/** What may be done about all rows that are set apart for one reason. */
export function SettleAll({ one, acts, notes }: Settling & { notes: readonly NoteOut[] }) {
  const reasons = reasonsOf(notes);
  if (reasons.length === 0 || !mayBeSettled(one)) return null;
  return (
    <div className="flex flex-col gap-2 border-t border-line bg-sunken px-4 py-2 text-sm">
      {reasons.map(({ code, reason, proposals }) => (
        <div key={code} className="flex flex-wrap items-center gap-2">
          <span className="min-w-0 flex-1 basis-48 text-soft" title={code}>
            <span className="text-faint">All rows:</span> {reason}
          </span>
          <div className="flex flex-wrap gap-2">
            {proposals.map((settlement) => (
              <Button
                key={settlement}
                size="sm"
                disabled={isBusy(one, acts)}
                aria-label={`${SETTLEMENTS[settlement]}: all, ${reason}`}
                onClick={() => {
                  acts.settle.mutate({ all: [{ code, as: settlement }] });
                }}
              >
                {SETTLEMENTS[settlement]}
              </Button>
            ))}
          </div>
        </div>
      ))}
    </div>
  );
}

/** What may be done about one row. */
export function SettleRow({ one, acts, note }: Settling & { note: NoteOut }) {
  const account = actionAccount(one, note);
  if ((note.proposals.length === 0 && !account) || !mayBeSettled(one)) return null;
  const settle = (settlement: Settlement) => {
    acts.settle.mutate({ rows: [{ line: note.line, as: settlement }] });
  };
  return (
    <div className="mt-2 flex flex-wrap items-end gap-2">
      {note.code === CONTRACT_UNKNOWN && <StateContract one={one} acts={acts} note={note} />}
      {account && <StateAction account={account} line={note.line} />}
      {note.proposals.includes("share") && <StateShare one={one} acts={acts} note={note} />}
      {note.proposals.filter((settlement) => settlement !== "share").map((settlement) => (
        <Button
          key={settlement}
          size="sm"
          disabled={isBusy(one, acts)}
          aria-label={`${SETTLEMENTS[settlement]}: line ${String(note.line)}`}
          onClick={() => {
            settle(settlement);
          }}
        >
          {SETTLEMENTS[settlement]}
        </Button>
      ))}
    </div>
  );
}

/** The way to where a split, a symbol change, a spin-off or a merger is stated. */
function StateAction({ account, line }: { account: ImportAccountOut; line: number }) {
  return (
    <Link
      to="/w/$workspace/accounts/$accountId"
      params={{ workspace: useSlug(), accountId: account.id }}
      aria-label={`State it in ${account.name}: line ${String(line)}`}
      className={buttonClass("outline", "sm")}
    >
      State it in {account.name}
    </Link>
  );
}

/** Which share of the cost goes to what was received: the company publishes it, no broker's file prints it. */
function StateShare({ one, acts, note }: Settling & { note: NoteOut }) {
  const [percent, setPercent] = useState("");
  const share = shareIn(percent);
  return (
    <form
      className="flex flex-wrap items-end gap-2"
      onSubmit={(event) => {
        event.preventDefault();
        if (share !== null) acts.settle.mutate({ rows: [{ line: note.line, as: "share", cost_share: share }] });
      }}
    >
      <InputField
        label="Cost of the new, in %"
        aria-label={`Per cent of the cost that goes to what was received: line ${String(note.line)}`}
        className="w-40"
        inputMode="decimal"
        placeholder="24.1975"
        autoComplete="off"
        value={percent}
        hint="Above 0 and below 100."
        aria-invalid={percent !== "" && share === null}
        onChange={(event) => {
          setPercent(event.target.value);
        }}
      />
      <Button
        size="sm"
        type="submit"
        disabled={share === null || isBusy(one, acts)}
        aria-label={`${SETTLEMENTS.share}: line ${String(note.line)}`}
      >
        {SETTLEMENTS.share}
      </Button>
    </form>
  );
}

/** What one point of a contract is worth, where nobody knows it. */
function StateContract({ one, acts, note }: Settling & { note: NoteOut }) {
  const [root, setRoot] = useState(() => rootIn(note.detail));
  const [multiplier, setMultiplier] = useState("");
  const isReady = root.trim() !== "" && /^[0-9]+(\.[0-9]+)?$/.test(multiplier.trim());
  return (
    <form
      className="flex flex-wrap items-end gap-2"
      onSubmit={(event) => {
        event.preventDefault();
        if (isReady) acts.state.mutate({ root: root.trim(), multiplier: multiplier.trim() });
      }}
    >
      <InputField
        label="Contract"
        className="w-24"
        value={root}
        onChange={(event) => {
          setRoot(event.target.value);
        }}
      />
      <InputField
        label="A point is worth"
        className="w-32"
        inputMode="decimal"
        placeholder="50"
        value={multiplier}
        onChange={(event) => {
          setMultiplier(event.target.value);
        }}
      />
      <Button size="sm" type="submit" disabled={!isReady || isBusy(one, acts)}>
        State it
      </Button>
    </form>
  );
}
