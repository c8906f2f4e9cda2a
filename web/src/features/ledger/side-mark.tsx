import { Icon } from "../../ui/icon";

/** Long or short, as an arrow with its name. */
export function SideMark({ side }: { side: "long" | "short" }) {
  return (
    <span title={side} className="inline-flex text-faint">
      <Icon name={side === "long" ? "arrowUp" : "arrowDown"} size={12} />
      <span className="sr-only">{side}</span>
    </span>
  );
}
