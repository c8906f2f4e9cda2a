import { useState } from "react";
import type { ImportSummaryOut } from "../../api/generated";
import { asProblem } from "../../api/problem";
import { plural } from "../../lib/format";
import { Button } from "../../ui/button";
import { Confirm } from "../../ui/confirm";
import type { ImportActs } from "./mutations";

interface Props {
  one: ImportSummaryOut;
  undo: ImportActs["undo"];
  /** In a list: small, and named after its file. */
  inList?: boolean;
}

/** Asks, says what it will do, and does it. */
export function UndoImport({ one, undo, inList = false }: Props) {
  const [asked, setAsked] = useState(false);
  const fills = one.counts?.fills ?? 0;
  return (
    <>
      <Button
        kind={inList ? "quiet" : "danger"}
        size={inList ? "sm" : "md"}
        icon="undo"
        {...(inList && { "aria-label": `Undo ${one.file_name}` })}
        onClick={() => {
          setAsked(true);
        }}
      >
        {inList ? "Undo" : "Undo import"}
      </Button>
      <Confirm
        open={asked}
        onOpenChange={setAsked}
        title="Undo this import?"
        confirm="Undo import"
        danger
        busy={undo.isPending}
        problem={undo.error ? asProblem(undo.error) : null}
        onConfirm={() => {
          undo.mutate(undefined, {
            onSuccess: () => {
              setAsked(false);
            },
          });
        }}
      >
        <p>
          {fills === 0
            ? "It added no fill that counts, so no trade changes."
            : `The ${plural(fills, "fill")} it added ${fills === 1 ? "leaves" : "leave"} the ledger, and the trades are derived anew. What another file states too stays.`}
        </p>
        <p>Notes and tags are kept, and come back with the fills if the file is read again.</p>
      </Confirm>
    </>
  );
}
