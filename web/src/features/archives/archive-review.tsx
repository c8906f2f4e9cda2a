import { inUtc, localZone, shortInstant } from "../../lib/dates";
import { bytes, count, plural } from "../../lib/format";
import { Disclosure } from "../../ui/disclosure";
import { contents, tableName } from "./archive-view";
import type { Manifest } from "./manifest";

/** What an archive holds, by its own table of contents. */
export function ArchiveReview({ file, manifest }: { file: File; manifest: Manifest }) {
  const { workspace, made_at: madeAt, tables, files, left_out: leftOut } = manifest;
  const fileBytes = files.reduce((sum, one) => sum + one.bytes, 0);
  return (
    <div className="flex flex-col gap-3 text-sm">
      <div>
        <p className="font-medium break-words">{workspace.name}</p>
        <p className="text-xs text-faint" title={inUtc(madeAt)}>
          {workspace.currency}, {workspace.timezone.replaceAll("_", " ")} · exported {shortInstant(madeAt, localZone())} ·{" "}
          {bytes(file.size)}
        </p>
        <p className="text-xs text-faint break-all">{file.name}</p>
      </div>
      <dl className="divide-y divide-line border-y border-line">
        {contents(tables).map(({ name, rows }) => (
          <div key={name} className="flex justify-between gap-3 py-1">
            <dt className="text-soft first-letter:uppercase">{tableName(name)}</dt>
            <dd>{count(rows)}</dd>
          </div>
        ))}
        <div className="flex justify-between gap-3 py-1">
          <dt className="text-soft">Brokers’ files</dt>
          <dd>{files.length === 0 ? "none" : `${plural(files.length, "file")}, ${bytes(fileBytes)}`}</dd>
        </div>
      </dl>
      <p className="text-xs text-soft">
        This workspace takes over its name, time zone and currency. Trades are derived anew from the fills.
      </p>
      {Object.keys(leftOut).length > 0 && (
        <Disclosure title="What is not in it">
          <ul className="flex list-disc flex-col gap-1 pb-1 pl-5 text-xs text-soft">
            {Object.entries(leftOut).map(([table, why]) => (
              <li key={table}>
                <span className="first-letter:uppercase">{tableName(table)}</span>: {why}
              </li>
            ))}
          </ul>
        </Disclosure>
      )}
    </div>
  );
}
