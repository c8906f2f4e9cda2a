import { useState } from "react";
import { download } from "../../api/download";
import { asProblem } from "../../api/problem";
import { Button } from "../../ui/button";
import { Panel } from "../../ui/panel";
import { toast } from "../../ui/toast";

const TABLES = [
  { name: "trades", label: "All trades", path: "/api/v1/trades?sort=opened_at" },
  { name: "executions", label: "All executions", path: "/api/v1/executions" },
] as const;

/** The whole lists as tables for spreadsheets. */
export function TablesPanel() {
  const [busy, setBusy] = useState("");
  const save = async ({ name, path }: (typeof TABLES)[number]) => {
    setBusy(name);
    try {
      await download(path, "text/csv", `${name}.csv`);
    } catch (thrown) {
      toast(asProblem(thrown).detail, { tone: "problem" });
    } finally {
      setBusy("");
    }
  };
  return (
    <Panel title="Tables for spreadsheets">
      <p className="mb-3 text-sm text-soft">
        As CSV, every digit of every number; text that a spreadsheet would run as a formula is made harmless. The trades
        page saves what its filter shows.
      </p>
      <div className="flex flex-wrap gap-2">
        {TABLES.map((table) => (
          <Button
            key={table.name}
            icon="table"
            busy={busy === table.name}
            onClick={() => void save(table)}
          >
            {table.label}
          </Button>
        ))}
      </div>
    </Panel>
  );
}
