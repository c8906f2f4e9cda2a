/** A row as the file has it. */
export function RawRow({ raw }: { raw: string }) {
  if (!raw) return null;
  return (
    <code className="mt-1 block rounded-sm bg-sunken px-2 py-1 font-mono text-xs break-all whitespace-pre-wrap text-soft">
      {raw}
    </code>
  );
}
