import { useId } from "react";
import type { DocumentOut } from "../../api/generated";
import { Icon } from "../../ui/icon";

const WORDS: Record<DocumentOut["kind"], [before: string, linked: string]> = {
  terms: ["I agree to the", "terms of use"],
  privacy: ["I have read the", "privacy notice"],
  product_mail: ["Write to me about news of TradeSense, at most once a month", ""],
};

/** The kinds that were ticked, with the versions that were shown. */
export function agreedOf(documents: readonly DocumentOut[], agreed: readonly string[]): Record<string, string> {
  return Object.fromEntries(
    documents.filter(({ kind }) => agreed.includes(kind)).map(({ kind, version }) => [kind, version]),
  );
}

/** Those that nobody registers without, and that are not ticked. */
export function missing(documents: readonly DocumentOut[], agreed: readonly string[]): readonly DocumentOut[] {
  return documents.filter((one) => one.is_required && !agreed.includes(one.kind));
}

interface Props {
  documents: readonly DocumentOut[];
  agreed: readonly string[];
  /** They were wanted already: what is missing is told. */
  isDue: boolean;
  onChange: (agreed: readonly string[]) => void;
}

/** What this server asks people to agree to, nothing ticked beforehand. */
export function Agreements({ documents, agreed, isDue, onChange }: Props) {
  if (documents.length === 0) return null;
  const isMissing = isDue && missing(documents, agreed).length > 0;
  return (
    <div className="flex flex-col gap-2">
      {documents.map((one) => (
        <Agreement
          key={one.kind}
          document={one}
          checked={agreed.includes(one.kind)}
          onChange={(checked) => {
            const others = agreed.filter((kind) => kind !== one.kind);
            onChange(checked ? [...others, one.kind] : others);
          }}
        />
      ))}
      {isMissing && (
        <p role="alert" className="flex items-start gap-1 text-xs text-loss">
          <Icon name="warning" size={12} className="mt-0.5" />
          An account needs these agreements.
        </p>
      )}
    </div>
  );
}

interface OneProps {
  document: DocumentOut;
  checked: boolean;
  onChange: (checked: boolean) => void;
}

function Agreement({ document, checked, onChange }: OneProps) {
  const id = useId();
  const [before, linked] = WORDS[document.kind];
  return (
    <div className="flex items-start gap-2 touch:min-h-11 touch:items-center">
      <input
        id={id}
        type="checkbox"
        required={document.is_required}
        checked={checked}
        onChange={(event) => {
          onChange(event.target.checked);
        }}
        className="mt-0.5 size-4 shrink-0 accent-(--solid)"
      />
      <label htmlFor={id} className="text-sm">
        {before}
        {linked && (
          <>
            {" "}
            <a href={document.url} target="_blank" rel="noreferrer" className="font-medium text-accent underline">
              {linked}
            </a>
          </>
        )}
      </label>
    </div>
  );
}
