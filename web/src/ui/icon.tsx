/** Our own small set: 16 units square, drawn with a line of 1.5. */
const PATHS = {
  dashboard: "M2.5 13.5h11M3 10.5l3-3.5 2.5 2 4.5-5.5",
  trades: "M2.5 4h11M2.5 8h11M2.5 12h7",
  calendar: "M3 3.5h10a.5.5 0 0 1 .5.5v9a.5.5 0 0 1-.5.5H3a.5.5 0 0 1-.5-.5V4a.5.5 0 0 1 .5-.5zM2.5 6.5h11M5.5 2v3M10.5 2v3",
  imports: "M8 2.5v7M5 7l3 3 3-3M2.5 11v2a.5.5 0 0 0 .5.5h10a.5.5 0 0 0 .5-.5v-2",
  download: "M8 2.5v8M4.5 7.5 8 11l3.5-3.5M2.5 13.5h11",
  accounts: "M2.5 5.5 8 2.5l5.5 3zM3.5 6v6M6.5 6v6M9.5 6v6M12.5 6v6M2.5 13.5h11",
  settings: "M2.5 4.5h6M11.5 4.5h2M2.5 11.5h2M7.5 11.5h6M10 3v3M6 10v3",
  search: "M7 11.5a4.5 4.5 0 1 0 0-9 4.5 4.5 0 0 0 0 9zM10.5 10.5l3 3",
  filter: "M2.5 4h11M4.5 8h7M6.5 12h3",
  plus: "M8 3v10M3 8h10",
  close: "M4 4l8 8M12 4l-8 8",
  check: "M3 8.5l3.5 3.5L13 4.5",
  down: "M4 6l4 4 4-4",
  up: "M4 10l4-4 4 4",
  left: "M10 4L6 8l4 4",
  right: "M6 4l4 4-4 4",
  arrowUp: "M8 13V3M4 7l4-4 4 4",
  arrowDown: "M8 3v10M4 9l4 4 4-4",
  help: "M8 14A6 6 0 1 0 8 2a6 6 0 0 0 0 12zM6.2 6.3A1.9 1.9 0 0 1 8 5c1 0 1.8.7 1.8 1.6C9.8 8 8 7.9 8 9.3M8 11.2v.1",
  info: "M8 14A6 6 0 1 0 8 2a6 6 0 0 0 0 12zM8 7.2V11M8 5v.1",
  warning: "M8 2.5l6 11H2zM8 6.5V9.5M8 11.4v.1",
  expand: "M9.5 2.5h4v4M6.5 13.5h-4v-4M13 3L9.5 6.5M3 13l3.5-3.5",
  collapse: "M13.5 6.5h-4v-4M2.5 9.5h4v4M9.5 6.5L13 3M6.5 9.5L3 13",
  columns: "M3 3h10a.5.5 0 0 1 .5.5v9a.5.5 0 0 1-.5.5H3a.5.5 0 0 1-.5-.5v-9A.5.5 0 0 1 3 3zM6.3 3v10M9.8 3v10",
  rows: "M2.5 3.5h11M2.5 6.5h11M2.5 9.5h11M2.5 12.5h11",
  copy: "M6 5.5h7a.5.5 0 0 1 .5.5v7a.5.5 0 0 1-.5.5H6a.5.5 0 0 1-.5-.5V6a.5.5 0 0 1 .5-.5zM10.5 5.5V3a.5.5 0 0 0-.5-.5H3a.5.5 0 0 0-.5.5v7a.5.5 0 0 0 .5.5h2.5",
  table: "M3 3h10a.5.5 0 0 1 .5.5v9a.5.5 0 0 1-.5.5H3a.5.5 0 0 1-.5-.5v-9A.5.5 0 0 1 3 3zM2.5 6.5h11M2.5 9.8h11M6.5 6.5V13",
  chart: "M2.5 13.5h11M4 11V8M8 11V4M12 11V6.5",
  undo: "M3 6.5h6.5a3.5 3.5 0 0 1 0 7H6M6 3.5l-3 3 3 3",
  file: "M4.5 2.5h5l3 3v8h-8zM9.5 2.5v3h3",
  folder: "M2.5 12.5v-9h4l1.5 2h5.5v7z",
  pause: "M5.5 3.5v9M10.5 3.5v9",
  play: "M5 3l7.5 5L5 13z",
  note: "M3.5 2.5h9v7l-4 4h-5zM8.5 13.5v-4h4",
  tag: "M2.5 2.5h5l6 6-5 5-6-6zM5.2 5.2v.1",
  star: "M8 2.3l1.7 3.6 3.9.5-2.9 2.7.8 3.9L8 11l-3.5 2 .8-3.9-2.9-2.7 3.9-.5z",
  more: "M3.5 8v.1M8 8v.1M12.5 8v.1",
  text: "M3 3.5h10M8 3.5v9",
  sun: "M8 11a3 3 0 1 0 0-6 3 3 0 0 0 0 6zM8 1.5v1.5M8 13v1.5M1.5 8H3M13 8h1.5M3.4 3.4l1 1M11.6 11.6l1 1M12.6 3.4l-1 1M4.4 11.6l-1 1",
  signOut: "M6.5 2.5H3v11h3.5M7 8h6.5M11 5.5L13.5 8 11 10.5",
  key: "M5.5 8a2.8 2.8 0 1 0 0-5.6A2.8 2.8 0 0 0 5.5 8zM7.5 7.2l6 6M11.3 11l1.6-1.6",
  keyboard: "M2 4.5h12a.5.5 0 0 1 .5.5v6a.5.5 0 0 1-.5.5H2a.5.5 0 0 1-.5-.5V5a.5.5 0 0 1 .5-.5zM4 7v.1M6.5 7v.1M9 7v.1M11.8 7v.1M5 9.5h6",
  share: "M8 9.5v-7M5 5l3-3 3 3M5 7H3.5v6.5h9V7H11",
  sort: "M5 3.5v9M2.8 10.3L5 12.5l2.2-2.2M11 12.5v-9M8.8 5.7L11 3.5l2.2 2.2",
} as const;

export type IconName = keyof typeof PATHS;

interface Props {
  name: IconName;
  size?: number;
  className?: string;
  filled?: boolean;
}

/** Decoration beside words, or inside a control that has its own name. */
export function Icon({ name, size = 16, className = "", filled = false }: Props) {
  return (
    <svg
      aria-hidden="true"
      viewBox="0 0 16 16"
      width={size}
      height={size}
      fill={filled ? "currentColor" : "none"}
      stroke="currentColor"
      strokeWidth={1.5}
      strokeLinecap="round"
      strokeLinejoin="round"
      className={`shrink-0 ${className}`}
    >
      <path d={PATHS[name]} />
    </svg>
  );
}

/** The mark: an equity line over its zero line. */
export function Logo({ size = 28 }: { size?: number }) {
  return (
    <svg aria-hidden="true" viewBox="0 0 32 32" width={size} height={size} className="shrink-0">
      <rect width="32" height="32" rx="7" className="fill-solid" />
      <g fill="none" stroke="#fff" strokeLinecap="round" strokeLinejoin="round">
        <path d="M6 21.5 11.5 15.5 16 19 26 8.5" strokeWidth="3" />
        <path d="M6 26H26" strokeWidth="2" strokeOpacity=".5" />
      </g>
    </svg>
  );
}
