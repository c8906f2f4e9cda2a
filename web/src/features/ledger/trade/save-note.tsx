import { Button } from "../../../ui/button";
import { Icon } from "../../../ui/icon";
import type { AnnotationEditor } from "./use-annotation";

const SAID = {
  saved: "Saved",
  waiting: "Not saved yet",
  saving: "Saving …",
  failed: "Not saved",
  conflict: "Changed elsewhere",
} as const;

/** Whether what was written is stored. */
export function SaveNote({ editor }: { editor: AnnotationEditor }) {
  const { state, problem, retry } = editor;
  const bad = state === "failed" || state === "conflict";
  return (
    <span role="status" className="flex items-center gap-2 text-xs text-faint" data-save-state={state}>
      {state === "saved" && <Icon name="check" size={12} />}
      <span className={bad ? "font-medium text-loss" : undefined} title={problem?.detail}>
        {SAID[state]}
      </span>
      {state === "failed" && (
        <>
          <span className="max-w-48 truncate">{problem?.detail}</span>
          <Button size="sm" onClick={retry}>
            Try again
          </Button>
        </>
      )}
    </span>
  );
}
