import { useSearch } from "@tanstack/react-router";
import { useState } from "react";
import { download } from "../../../api/download";
import { asProblem } from "../../../api/problem";
import { SORT_DEFAULT } from "../../../lib/sorting";
import { useView } from "../../../lib/view";
import { IconButton } from "../../../ui/button";
import { toast } from "../../../ui/toast";

/** The whole list as it is filtered and sorted, as a table for spreadsheets. */
export function DownloadTrades() {
  const { question } = useView();
  const { sort = SORT_DEFAULT } = useSearch({ strict: false }) as { sort?: string };
  const [busy, setBusy] = useState(false);
  const save = async () => {
    setBusy(true);
    try {
      await download(`/api/v1/trades?${new URLSearchParams({ q: question, sort })}`, "text/csv", "trades.csv");
    } catch (thrown) {
      toast(asProblem(thrown).detail, { tone: "problem" });
    } finally {
      setBusy(false);
    }
  };
  return <IconButton icon="download" label="Download as CSV" disabled={busy} onClick={() => void save()} />;
}
