/** The words of a filter, cut exactly as the server's parser cuts them (domain/filters/parser.py). */
export type TokenKind = "space" | "open" | "close" | "field" | "cmp" | "quoted" | "unended" | "comma" | "minus" | "word";

export interface Token {
  kind: TokenKind;
  text: string;
  start: number;
  end: number;
}

const TOKENS =
  /(?<space>\s+)|(?<open>\()|(?<close>\))|(?<field>-?[A-Za-z_]+(?=\s*(?::|>=|<=|>|<|=)))|(?<cmp>\s*(?::|>=|<=|>|<|=))|(?<quoted>-?"(?:[^"\\]|\\.)*")|(?<unended>-?".*)|(?<comma>,)|(?<minus>-(?=\())|(?<word>[^\s(),"]+)/gsu;

export function tokenise(text: string): Token[] {
  const found: Token[] = [];
  for (const match of text.matchAll(TOKENS)) {
    const kind = Object.entries(match.groups ?? {}).find(([, value]) => value !== undefined)?.[0] as TokenKind;
    const afterField = found.at(-1)?.kind === "field";
    found.push({
      kind: kind === "cmp" && !afterField ? "word" : kind,
      text: match[0],
      start: match.index,
      end: match.index + match[0].length,
    });
  }
  return found;
}

/** One condition at the top of a filter, as a chip shows it. */
export interface Term {
  kind: "condition" | "text" | "group" | "or";
  text: string;
  start: number;
  end: number;
  negated: boolean;
  field: string | null;
  operator: string | null;
  values: string[];
}

/** The conditions at the top level, in order; what stands in parentheses is one of them. */
export function terms(text: string): Term[] {
  const tokens = tokenise(text);
  const found: Term[] = [];
  let at = 0;
  while (at < tokens.length) {
    const token = tokens[at] as Token;
    if (token.kind === "space") {
      at += 1;
      continue;
    }
    const end = endOfTerm(tokens, at);
    found.push(termOf(text, tokens.slice(at, end)));
    at = end;
  }
  return found;
}

function endOfTerm(tokens: readonly Token[], start: number): number {
  const kind = tokens[start]?.kind;
  if (kind === "minus" || kind === "open") return endOfGroup(tokens, start);
  if (kind !== "field") return start + 1;
  let at = start + 1;
  if (tokens[at]?.kind === "cmp") at += 1;
  while (isValue(tokens[at]) || tokens[at]?.kind === "comma") at += 1;
  return at;
}

function endOfGroup(tokens: readonly Token[], start: number): number {
  let depth = 0;
  for (let at = start; at < tokens.length; at += 1) {
    const kind = tokens[at]?.kind;
    if (kind === "open") depth += 1;
    if (kind === "close") depth -= 1;
    if (kind === "close" && depth <= 0) return at + 1;
  }
  return tokens.length;
}

function isValue(token: Token | undefined): boolean {
  return token?.kind === "word" || token?.kind === "quoted" || token?.kind === "field" || token?.kind === "unended";
}

function termOf(text: string, tokens: readonly Token[]): Term {
  const first = tokens[0] as Token;
  const last = tokens.at(-1) as Token;
  const whole = { text: text.slice(first.start, last.end), start: first.start, end: last.end };
  const negated = first.text.startsWith("-");
  const plain = { ...whole, negated, field: null, operator: null, values: [] };
  if (first.kind === "minus" || first.kind === "open") return { ...plain, kind: "group" };
  if (first.kind === "word" && first.text === "OR") return { ...plain, kind: "or" };
  if (first.kind !== "field") return { ...plain, kind: "text", values: [unquoted(first.text.replace(/^-/, ""))] };
  return {
    ...plain,
    kind: "condition",
    field: first.text.replace(/^-/, "").toLowerCase(),
    operator: tokens[1]?.kind === "cmp" ? tokens[1].text.trim() : null,
    values: valuesOf(tokens.slice(2)),
  };
}

/** Between commas; `2025-01-01..` and the like are one word already. */
function valuesOf(tokens: readonly Token[]): string[] {
  const parts: string[] = [""];
  for (const token of tokens) {
    if (token.kind === "comma") parts.push("");
    else parts[parts.length - 1] += unquoted(token.text);
  }
  return parts.filter((part) => part !== "");
}

export function unquoted(text: string): string {
  return text.startsWith('"') ? text.replace(/^"|"$/g, "").replace(/\\(.)/g, "$1") : text;
}

/** As the language writes a value: quoted where it would fall apart. */
export function quoted(value: string): string {
  const needed = value === "" || /[\s(),"]/.test(value) || value.includes("..") || /^[A-Za-z_]+[:<>=]/.test(value);
  return needed ? `"${value.replace(/[\\"]/g, "\\$&")}"` : value;
}
