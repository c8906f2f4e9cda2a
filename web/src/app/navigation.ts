import type { IconName } from "../ui/icon";

/** The pages there are, in the order of the rail. `keys`: the shortcut that leads there. */
export const PAGES = [
  { to: "/w/$workspace", label: "Dashboard", icon: "dashboard", keys: "g d", low: false, filtered: true },
  { to: "/w/$workspace/trades", label: "Trades", icon: "trades", keys: "g t", low: false, filtered: true },
  { to: "/w/$workspace/calendar", label: "Calendar", icon: "calendar", keys: "g c", low: false, filtered: true },
  { to: "/w/$workspace/imports", label: "Imports", icon: "imports", keys: "g i", low: true, filtered: false },
  { to: "/w/$workspace/accounts", label: "Accounts", icon: "accounts", keys: "g a", low: true, filtered: false },
  { to: "/w/$workspace/settings", label: "Settings", icon: "settings", keys: "g s", low: true, filtered: false },
] as const satisfies readonly { icon: IconName; [key: string]: unknown }[];

/** Pages that others lead to, with a shortcut of their own. */
export const SIDE_PAGES = [
  { to: "/w/$workspace/imports/connections", label: "Broker connections", icon: "imports", keys: "g b" },
  { to: "/w/$workspace/settings/data", label: "Data: archives, CSV", icon: "download", keys: "g e" },
] as const satisfies readonly { icon: IconName; [key: string]: unknown }[];

/** Shown by `?` and on the settings page. */
export const SHORTCUTS: readonly { title: string; keys: readonly (readonly [string, string])[] }[] = [
  {
    title: "Anywhere",
    keys: [
      ["Ctrl K", "Command palette: pages, symbols, trades, actions"],
      ["/", "Filter"],
      ...[...PAGES, ...SIDE_PAGES].map((page) => [page.keys, page.label] as const),
      ["?", "This list"],
      ["Esc", "Close, or back"],
    ],
  },
  {
    title: "In the table of trades",
    keys: [
      ["j k", "Next, previous (also ↓ ↑)"],
      ["Home End", "First, last that is loaded"],
      ["PgUp PgDn", "A screen up, down"],
      ["Enter", "Open the trade"],
    ],
  },
  {
    title: "On a trade",
    keys: [
      ["j k", "Next, previous trade of the list"],
      ["n", "Write the note"],
      ["t", "Add a tag"],
      ["e", "Beside the table, or over its full width"],
      ["Esc", "Back to the table"],
    ],
  },
  {
    title: "In the calendar",
    keys: [
      ["← ↑ ↓ →", "From day to day"],
      ["PgUp PgDn", "Month before, after (also [ ])"],
      ["Enter", "The trades of the day"],
    ],
  },
  {
    title: "On a chart",
    keys: [
      ["← →", "Read the days one by one"],
      ["Shift ← →", "Mark a range, Enter makes it the period"],
    ],
  },
];
