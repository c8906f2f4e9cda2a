interface Props {
  label: string;
  /** From 0 to 1; null while nobody can tell. */
  value: number | null;
}

/** How far something has come: a thin line that fills. */
export function Progress({ label, value }: Props) {
  const percent = value === null ? null : Math.round(Math.min(Math.max(value, 0), 1) * 100);
  return (
    <div
      role="progressbar"
      aria-label={label}
      aria-valuemin={0}
      aria-valuemax={100}
      {...(percent !== null && { "aria-valuenow": percent })}
      className="h-1 w-full overflow-hidden rounded-full bg-hover"
    >
      <div
        className={percent === null ? "h-full w-1/3 animate-slide rounded-full bg-solid" : "h-full bg-solid transition-[width]"}
        style={percent === null ? undefined : { width: `${String(percent)}%` }}
      />
    </div>
  );
}
