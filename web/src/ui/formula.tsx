import { createElement, type ReactNode } from "react";
import { type MathNode, parseLatex } from "../lib/math/latex";

/** A formula, drawn by the browser itself. */
export function Formula({ latex, label }: { latex: string; label: string }) {
  return (
    <div className="overflow-x-auto py-1 text-lg" role="math" aria-label={label}>
      {createElement("math", { display: "block" }, drawn(parseLatex(latex), 0))}
    </div>
  );
}

function drawn(node: MathNode, key: number): ReactNode {
  if (node.tag === "mspace") return createElement("mspace", { key, width: node.text });
  const attributes = { key, ...(node.upright && { mathvariant: "normal" }) };
  return createElement(node.tag, attributes, node.text ?? node.children?.map(drawn));
}
