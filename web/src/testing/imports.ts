import type { CountsOut, ImportOut } from "../api/generated";

const COUNTS: CountsOut = { rows: 4, new: 2, duplicate: 0, ignored: 1, quarantined: 1, rejected: 0, fills: 2 };

/** An import that waits for its review. */
export function importOut(changes: Partial<ImportOut> = {}): ImportOut {
  return {
    id: "01a2-1",
    state: "review",
    file_name: "fills.csv",
    file_bytes: 828,
    format: "ibkr_activity",
    format_title: "Interactive Brokers: Activity statement",
    confidence: 0.95,
    account_id: null,
    connection_id: null,
    review_first: true,
    options: { format: null, timezone: null, date_order: null, decimal_mark: null, mapping: null, repeated_times: null },
    phase: "",
    bytes_read: 828,
    rows_read: 4,
    counts: COUNTS,
    asks: false,
    settled: 0,
    unpacked_from: null,
    problem: null,
    created_at: "2026-11-23T08:00:00Z",
    finished_at: null,
    preview: {
      zone: "America/New_York",
      zone_because: "Interactive Brokers prints its times there",
      accounts: [{ id: "a-1", name: "Interactive Brokers U1", number: "U1", is_new: true }],
      trades_saved: 1,
      trades_new: 1,
      trades_deleted: 0,
      net: [{ currency: "USD", net: "124.00" }],
      trades: [],
      columns: [],
      sample: [],
    },
    ...changes,
  };
}
