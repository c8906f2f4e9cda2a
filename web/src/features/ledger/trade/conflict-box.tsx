import { Button } from "../../../ui/button";
import type { Conflict } from "./annotation-view";

interface Props {
  conflicts: readonly Conflict[];
  onResolve: (side: "mine" | "theirs") => void;
}

/** The same field was changed here and elsewhere: both are shown, nothing is lost before somebody decides. */
export function ConflictBox({ conflicts, onResolve }: Props) {
  return (
    <div role="alert" className="flex flex-col gap-2 rounded-md bg-warn-wash p-3 text-sm">
      <p className="font-medium">This was changed elsewhere while you wrote.</p>
      <dl className="flex flex-col gap-2 text-xs">
        {conflicts.map((conflict) => (
          <div key={conflict.field} className="grid grid-cols-[80px_1fr] gap-x-3 gap-y-1">
            <dt className="text-faint">Yours, {conflict.field}</dt>
            <dd className="whitespace-pre-wrap">{conflict.mine}</dd>
            <dt className="text-faint">Stored</dt>
            <dd className="whitespace-pre-wrap">{conflict.theirs}</dd>
          </div>
        ))}
      </dl>
      <div className="flex gap-2">
        <Button
          size="sm"
          onClick={() => {
            onResolve("mine");
          }}
        >
          Keep mine
        </Button>
        <Button
          size="sm"
          onClick={() => {
            onResolve("theirs");
          }}
        >
          Take what is stored
        </Button>
      </div>
    </div>
  );
}
