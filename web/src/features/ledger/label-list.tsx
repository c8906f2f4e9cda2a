/** Tags and the like, in one line. */
export function LabelList({ labels }: { labels: readonly string[] }) {
  if (labels.length === 0) return null;
  return (
    <span className="flex min-w-0 gap-1 overflow-hidden" title={labels.join(", ")}>
      {labels.map((label) => (
        <span key={label} className="truncate rounded-sm bg-sunken px-1.5 text-xs leading-5 text-soft">
          {label}
        </span>
      ))}
    </span>
  );
}
