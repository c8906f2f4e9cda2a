import { quoted } from "./tokens";

/** What to offer while somebody types a filter. */
export interface KnownField {
  name: string;
  kind: string;
  meaning: string;
  values: readonly string[];
}

export interface Suggestion {
  /** What takes the place of the word at the caret. */
  insert: string;
  label: string;
  hint: string;
  /** Whether more is to be typed after it: a field without its value. */
  open: boolean;
}

export interface Completion {
  from: number;
  to: number;
  suggestions: Suggestion[];
}

const SHOWN_MAX = 40;
const DAYS = ["today", "yesterday", "week", "month", "ytd", "7d", "30d", "90d"];
const EXAMPLES: Record<string, readonly string[]> = {
  pnl: [">0", "<0", ">=100", "-100..100"],
  gross: [">0", "<0"],
  fees: [">5"],
  r: [">=2", "<=-1", "-1..1"],
  qty: [">=100"],
  rating: [">=4", "<=2"],
  confidence: [">=4", "<=2"],
  hold: ["<5m", "5m..1h", ">1d"],
  hour: [":9..10", ":15"],
  month: [":1", ":1..3"],
};
const CONDITION = /^(-?)([A-Za-z_]+)(:|>=|<=|>|<|=)(.*)$/s;

export function complete(text: string, caret: number, fields: readonly KnownField[]): Completion {
  const from = wordStart(text, caret);
  const to = wordEnd(text, caret);
  const word = text.slice(from, caret);
  const condition = CONDITION.exec(word);
  if (condition) {
    const [, minus = "", name = "", operator = "", typed = ""] = condition;
    const field = fields.find((one) => one.name === name.toLowerCase());
    const suggestions = field ? valueSuggestions(field, minus, operator, typed) : [];
    return { from, to, suggestions: suggestions.slice(0, SHOWN_MAX) };
  }
  return { from, to, suggestions: fieldSuggestions(fields, word).slice(0, SHOWN_MAX) };
}

/** Words end at blanks and parentheses outside quotation marks. */
function wordStart(text: string, caret: number): number {
  let start = 0;
  let inside = false;
  for (let at = 0; at < caret; at += 1) {
    const letter = text[at];
    if (letter === '"' && text[at - 1] !== "\\") inside = !inside;
    else if (!inside && letter !== undefined && /[\s()]/.test(letter)) start = at + 1;
  }
  return start;
}

function wordEnd(text: string, caret: number): number {
  let end = caret;
  let inside = (text.slice(wordStart(text, caret), caret).match(/"/g)?.length ?? 0) % 2 === 1;
  while (end < text.length) {
    const letter = text[end] ?? "";
    if (letter === '"') inside = !inside;
    else if (!inside && /[\s()]/.test(letter)) break;
    end += 1;
  }
  return end;
}

function fieldSuggestions(fields: readonly KnownField[], word: string): Suggestion[] {
  const minus = word.startsWith("-") ? "-" : "";
  const typed = word.slice(minus.length).toLowerCase().replace(/^"/, "");
  const named = fields.filter((field) => field.name.startsWith(typed));
  const meant = fields.filter((field) => !named.includes(field) && typed.length > 1 && field.meaning.includes(typed));
  const asField = [...named, ...meant].map((field) => ({
    insert: `${minus}${field.name}${isCompared(field) ? "" : ":"}`,
    label: field.name,
    hint: field.meaning,
    open: true,
  }));
  const exact = fields.find((field) => field.name === typed && isCompared(field));
  if (exact) return [...examples(exact, minus), ...asField.filter((one) => one.label !== typed)];
  return typed.length < 2 ? asField : [...asField, ...valueHits(fields, minus, typed)];
}

/** A symbol or tag typed without its field is found as well. */
function valueHits(fields: readonly KnownField[], minus: string, typed: string): Suggestion[] {
  const hits: Suggestion[] = [];
  for (const field of fields) {
    if (!["symbol", "label", "text", "choice"].includes(field.kind)) continue;
    for (const value of field.values) {
      if (value.toLowerCase().includes(typed)) {
        const insert = `${minus}${field.name}:${quoted(value)}`;
        hits.push({ insert, label: insert, hint: field.meaning, open: false });
      }
    }
  }
  return hits;
}

function isCompared(field: KnownField): boolean {
  return (field.kind === "number" || field.kind === "duration") && field.values.length === 0;
}

function valueSuggestions(field: KnownField, minus: string, operator: string, typed: string): Suggestion[] {
  const cut = lastComma(typed);
  const before = typed.slice(0, cut);
  const part = typed.slice(cut).replace(/^"/, "").toLowerCase();
  const offered = field.values.length > 0 ? field.values : field.kind === "day" ? DAYS : [];
  const head = `${minus}${field.name}${operator}${before}`;
  const matching = offered.filter((value) => value.toLowerCase().includes(part));
  matching.sort((one, other) => Number(begins(other, part)) - Number(begins(one, part)));
  const values = matching.map((value) => ({
    insert: head + quoted(value),
    label: value,
    hint: field.meaning,
    open: false,
  }));
  return values.length > 0 || typed !== "" ? values : examples(field, minus);
}

function begins(value: string, part: string): boolean {
  return value.toLowerCase().startsWith(part);
}

function examples(field: KnownField, minus: string): Suggestion[] {
  return (EXAMPLES[field.name] ?? []).map((example) => {
    const insert = `${minus}${field.name}${/^[:<>=]/.test(example) ? "" : ":"}${example}`;
    return { insert, label: insert, hint: field.meaning, open: false };
  });
}

/** Where the value at the end begins: after the last comma outside quotation marks. */
function lastComma(typed: string): number {
  let cut = 0;
  let inside = false;
  for (let at = 0; at < typed.length; at += 1) {
    if (typed[at] === '"') inside = !inside;
    else if (typed[at] === "," && !inside) cut = at + 1;
  }
  return cut;
}
