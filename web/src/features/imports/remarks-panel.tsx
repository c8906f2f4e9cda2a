import type { RemarkOut } from "../../api/generated";
import { plural } from "../../lib/format";
import { Panel } from "../../ui/panel";

/** Where the file contradicts itself: the rows count, and what was counted is said. */
export function RemarksPanel({ remarks }: { remarks: RemarkOut[] }) {
  return (
    <Panel title="To look at" note={`${plural(remarks.length, "remark")} on rows that count`}>
      <ul className="flex flex-col gap-1.5 text-sm">
        {remarks.map((remark) => (
          <li key={`${String(remark.line)} ${remark.code}`} className="flex gap-3">
            <span className="shrink-0 text-faint tabular-nums">Line {remark.line}</span>
            <span className="min-w-0 break-words">{remark.detail}</span>
          </li>
        ))}
      </ul>
    </Panel>
  );
}
