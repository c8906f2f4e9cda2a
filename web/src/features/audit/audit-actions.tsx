import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { download } from "../../api/download";
import { asProblem } from "../../api/problem";
import { auditParameters, auditVerificationQuery, type AuditView } from "../../api/queries/audit";
import { count } from "../../lib/format";
import { Button } from "../../ui/button";
import { Icon } from "../../ui/icon";
import { Menu, MenuItem } from "../../ui/menu";
import { toast } from "../../ui/toast";

const FORMATS = [
  { format: "csv", accept: "text/csv", label: "CSV", hint: "for spreadsheets" },
  { format: "ndjson", accept: "application/x-ndjson", label: "NDJSON", hint: "with hashes, for programs" },
] as const;

/** Takes what the filter shows, all of it, as a file. */
export function ExportMenu({ view }: { view: AuditView }) {
  const [busy, setBusy] = useState(false);
  const save = async ({ format, accept }: (typeof FORMATS)[number]) => {
    setBusy(true);
    try {
      const query = new URLSearchParams({ ...auditParameters(view), format });
      await download(`/api/v1/audit-entries/file?${query.toString()}`, accept, `audit.${format}`);
    } catch (thrown) {
      toast(asProblem(thrown).detail, { tone: "problem" });
    } finally {
      setBusy(false);
    }
  };
  return (
    <Menu
      align="end"
      trigger={
        <Button size="sm" icon="download" busy={busy}>
          Export
        </Button>
      }
    >
      {FORMATS.map((one) => (
        <MenuItem key={one.format} hint={one.hint} onSelect={() => void save(one)}>
          {one.label}
        </MenuItem>
      ))}
    </Menu>
  );
}

/** Has the server recompute the chain, and says what it found. */
export function ChainCheck({ whose }: { whose: AuditView["whose"] }) {
  const found = useQuery(auditVerificationQuery(whose));
  return (
    <div className="flex flex-wrap items-center gap-x-3 gap-y-1" aria-live="polite">
      {found.data && !found.isFetching && (
        <p className="flex items-center gap-1.5 text-xs text-soft">
          <Icon
            name={found.data.is_whole ? "check" : "warning"}
            size={14}
            className={found.data.is_whole ? "text-gain" : "text-loss"}
          />
          {found.data.is_whole
            ? `All ${count(found.data.entries)} entries are as they were written`
            : `Entry ${String(found.data.first_bad)} ${found.data.what ?? ""}`}
        </p>
      )}
      {found.isError && <p className="text-xs text-loss">{asProblem(found.error).detail}</p>}
      <Button size="sm" busy={found.isFetching} onClick={() => void found.refetch()}>
        Check the chain
      </Button>
    </div>
  );
}
