import { Link } from "@tanstack/react-router";
import type { ImportOut, ImportSummaryOut } from "../../api/generated";
import { useSlug } from "../../lib/view";
import { Badge } from "../../ui/badge";
import { Panel } from "../../ui/panel";
import { CommitAll } from "./commit-all";
import { historyNote, stateOf, tidyTitle } from "./import-view";

/** An archive's files: each is an import of its own, with its own review. */
export function MembersPanel({ one }: { one: ImportOut }) {
  const members = one.members ?? [];
  const leftOut = one.preview?.left_out ?? [];
  return (
    <Panel
      title="Files of the archive"
      note="Each is an import of its own: reviewed, committed and undone by itself."
      actions={<CommitAll imports={members} />}
      bodyClassName=""
    >
      <ul aria-label="Files of the archive">
        {members.map((member) => (
          <Member key={member.id} member={member} />
        ))}
        {leftOut.map(({ name, why }) => (
          <li key={name} className="border-t border-line px-4 py-2 text-sm text-faint">
            <span className="break-all">{name}</span> was left out. {why}
          </li>
        ))}
      </ul>
    </Panel>
  );
}

function Member({ member }: { member: ImportSummaryOut }) {
  const workspace = useSlug();
  const { label, tone } = stateOf(member);
  return (
    <li className="flex flex-wrap items-center gap-x-3 gap-y-1 border-t border-line px-4 py-2 text-sm">
      <Link
        to="/w/$workspace/imports/$importId"
        params={{ workspace, importId: member.id }}
        className="min-w-0 font-medium break-all text-accent hover:underline"
      >
        {member.file_name}
      </Link>
      <Badge tone={tone}>{label}</Badge>
      <span className="text-soft">{historyNote(member)}</span>
      {member.format_title && <span className="text-xs text-faint">{tidyTitle(member.format_title)}</span>}
    </li>
  );
}
