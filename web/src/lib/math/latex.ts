/** Formulas as the metric catalogue writes them: a small part of LaTeX, read into a tree that becomes MathML. */
export interface MathNode {
  tag: "mrow" | "mi" | "mo" | "mn" | "mtext" | "mfrac" | "msqrt" | "mroot" | "msub" | "msup" | "msubsup" | "munder" | "mover" | "mspace";
  text?: string;
  /** Upright letters: names of more than one letter. */
  upright?: boolean;
  children?: MathNode[];
}

const SYMBOLS: Record<string, string> = {
  "#": "#",
  "{": "{",
  "}": "}",
  le: "≤",
  neq: "≠",
  pm: "±",
  dots: "…",
  sigma: "σ",
  rho: "ρ",
  eta: "η",
  Phi: "Φ",
  varphi: "φ",
  varepsilon: "ε",
  lfloor: "⌊",
  rfloor: "⌋",
};
const SPACES: Record<string, string> = { ",": "0.17em", " ": "0.3em", quad: "1em", "!": "-0.17em" };
const BIG: Record<string, string> = { sum: "∑", prod: "∏" };
const FUNCTIONS = new Set(["max", "min", "arg", "log"]);
const ACCENTS: Record<string, string> = { bar: "¯", tilde: "~" };
const TOKEN = /\\(?:[A-Za-z]+|.)|[{}[\]^_]|\d+(?:\.\d+)?|[A-Za-z]|\s+|./gu;

export function parseLatex(source: string): MathNode {
  return new Reader((source.match(TOKEN) ?? []).filter((token) => token.trim() !== "" || token === "\\ ")).row(null);
}

class Reader {
  private at = 0;
  private readonly tokens: readonly string[];

  constructor(tokens: readonly string[]) {
    this.tokens = tokens;
  }

  row(end: string | null): MathNode {
    const children: MathNode[] = [];
    while (this.at < this.tokens.length && this.tokens[this.at] !== end) children.push(this.withScripts(this.atom()));
    if (end !== null) this.at += 1;
    return children.length === 1 && children[0] ? children[0] : { tag: "mrow", children };
  }

  private withScripts(base: MathNode): MathNode {
    let below: MathNode | undefined;
    let above: MathNode | undefined;
    for (;;) {
      if (this.tokens[this.at] === "_") {
        this.at += 1;
        below = this.argument();
      } else if (this.tokens[this.at] === "^") {
        this.at += 1;
        above = this.argument();
      } else break;
    }
    const under = base.tag === "mo" && (base.text === "∑" || base.text === "∏" || base.upright === true);
    if (below && above) return { tag: "msubsup", children: [base, below, above] };
    if (below) return { tag: under ? "munder" : "msub", children: [base, below] };
    return above ? { tag: "msup", children: [base, above] } : base;
  }

  private argument(): MathNode {
    if (this.tokens[this.at] !== "{") return this.atom();
    this.at += 1;
    return this.row("}");
  }

  private atom(): MathNode {
    const token = this.tokens[this.at] ?? "";
    this.at += 1;
    if (token === "{") return this.row("}");
    if (token.startsWith("\\")) return this.command(token.slice(1));
    if (/^\d/.test(token)) return { tag: "mn", text: token };
    if (/^[A-Za-z]$/.test(token)) return { tag: "mi", text: token };
    return { tag: "mo", text: token === "-" ? "−" : token };
  }

  private command(name: string): MathNode {
    if (name === "frac") return { tag: "mfrac", children: [this.argument(), this.argument()] };
    if (name === "sqrt") return this.root();
    if (name === "mathrm") return { tag: "mi", text: this.words(), upright: true };
    if (name === "operatorname") return { tag: "mo", text: this.words(), upright: true };
    if (name === "left" || name === "right") return this.fence();
    if (name in ACCENTS) return { tag: "mover", children: [this.argument(), { tag: "mo", text: ACCENTS[name] ?? "" }] };
    if (name in BIG) return { tag: "mo", text: BIG[name] ?? "" };
    if (name in SPACES) return { tag: "mspace", text: SPACES[name] ?? "" };
    if (FUNCTIONS.has(name)) return { tag: "mo", text: name, upright: true };
    const symbol = SYMBOLS[name] ?? name;
    return { tag: /\p{L}/u.test(symbol) ? "mi" : "mo", text: symbol };
  }

  private root(): MathNode {
    if (this.tokens[this.at] !== "[") return { tag: "msqrt", children: [this.argument()] };
    this.at += 1;
    const degree = this.row("]");
    return { tag: "mroot", children: [this.argument(), degree] };
  }

  /** `\left(`: the bracket itself; browsers stretch it. */
  private fence(): MathNode {
    const token = this.tokens[this.at] ?? "";
    this.at += 1;
    return { tag: "mo", text: token.startsWith("\\") ? (SYMBOLS[token.slice(1)] ?? "") : token };
  }

  private words(): string {
    if (this.tokens[this.at] !== "{") return "";
    this.at += 1;
    let text = "";
    while (this.at < this.tokens.length && this.tokens[this.at] !== "}") {
      text += this.tokens[this.at] ?? "";
      this.at += 1;
    }
    this.at += 1;
    return text;
  }
}
