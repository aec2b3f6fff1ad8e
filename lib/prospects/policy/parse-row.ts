import type { ColumnTarget, ImportField, ParsedProspect } from "../types.ts";
import { columnWords } from "./column-words.ts";
import { readAddress, readNumber, readState, readZip } from "./read-value.ts";

type ParsedRow =
  | { ok: true; prospect: ParsedProspect; emailKey: string | null }
  | { ok: false; result: Problem["result"]; detail: string };

type Problem = { result: "invalid_row" | "invalid_value" | "invalid_email"; words: string };
type Fields = Partial<Record<ImportField, string>>;
type Values = ReturnType<typeof readValues>;

const maxLength = 500;
const maxNotesLength = 5_000;
/** As many fields as can be unreadable: what a person mends in one go, and no more of a row that is broken all over. */
const mostNamed = 6;

/**
 * Reads one row of a CSV file into a prospect. Never guesses: a value that cannot be read refuses the row, and `detail` names all that
 * is wrong with it, column by column. The address is only trimmed; its key stands beside it.
 */
export function parseRow(cells: readonly string[], targets: readonly ColumnTarget[]): ParsedRow {
  if (cells.length !== targets.length && hasExtraContent(cells, targets))
    return refusal([{ result: "invalid_row", words: misfitWords(cells.length, targets.length) }]);
  const texts = targets.map((target, index) =>
    target.kind === "ignored" ? "" : clean(cells[index] ?? "", isNotes(target)),
  );
  const { fields, custom } = sortOut(texts, targets);
  const values = readValues(fields);
  const problems = targets.flatMap((target, index) => problemOf(target, texts[index] ?? "", values) ?? []);
  if (!namesAnybody(fields)) problems.push(namesNobody);
  if (problems.length > 0) return refusal(problems);
  return { ok: true, prospect: prospectOf(fields, values, custom), emailKey: values.email.value };
}

const namesNobody: Problem = {
  result: "invalid_row",
  words: "The row names nobody: it needs an address, a company or a name.",
};

/** A row that is refused for a value is so whatever else is wrong with it. */
function refusal(problems: readonly Problem[]): Extract<ParsedRow, { ok: false }> {
  const isOfValue = problems.some(({ result }) => result === "invalid_value");
  const more = problems.length - mostNamed;
  const said = problems.slice(0, mostNamed).map(({ words }) => words);
  return {
    ok: false,
    result: isOfValue ? "invalid_value" : (problems[0]?.result ?? "invalid_row"),
    detail: [...said, ...(more > 0 ? [`And ${more} more.`] : [])].join(" "),
  };
}

function misfitWords(cells: number, titles: number): string {
  return `The row has ${cells} ${cells === 1 ? "cell" : "cells"}, the header has ${titles}: is a quote or a comma missing?`;
}

function sortOut(texts: readonly string[], targets: readonly ColumnTarget[]) {
  const fields: Fields = {};
  const custom: Record<string, string> = {};
  for (const [index, target] of targets.entries()) {
    const text = texts[index] ?? "";
    if (text === "" || target.kind === "ignored") continue;
    if (target.kind === "field") fields[target.field] = text;
    else custom[target.name] = text;
  }
  return { fields, custom };
}

function readValues(fields: Fields) {
  const state_code = readState(fields.state_code);
  return {
    email: readAddress(fields.email),
    google_rating: readNumber(fields.google_rating, 0, 5, false),
    review_count: readNumber(fields.review_count, 0, 10_000_000, true),
    priority: readNumber(fields.priority, -100, 100, true),
    state_code,
    zip: readZip(fields.zip, state_code.value),
  };
}

function problemOf(target: ColumnTarget, text: string, values: Values): Problem | null {
  const limit = isNotes(target) ? maxNotesLength : maxLength;
  if (text.length > limit)
    return { result: "invalid_value", words: `${columnWords(target)}: longer than ${limit} characters.` };
  if (target.kind !== "field" || !Object.hasOwn(values, target.field)) return null;
  const { problem } = values[target.field as keyof Values];
  if (problem === null) return null;
  const result = target.field === "email" ? "invalid_email" : "invalid_value";
  return { result, words: `${columnWords(target)}: ${problem}` };
}

function namesAnybody({ email, company, name, first_name, last_name, source_place_id }: Fields): boolean {
  return [email, company, name, first_name, last_name, source_place_id].some(Boolean);
}

function prospectOf(fields: Fields, values: Values, custom: Record<string, string>): ParsedProspect {
  const joined = [fields.first_name, fields.last_name].filter(Boolean).join(" ");
  return {
    email: fields.email ?? null,
    name: fields.name ?? (joined || null),
    company: fields.company ?? null,
    phone: fields.phone ?? null,
    trade_type: fields.trade_type?.toLowerCase() ?? null,
    website: fields.website ?? null,
    city: fields.city ?? null,
    state_code: values.state_code.value,
    zip: values.zip.value,
    google_rating: values.google_rating.value,
    review_count: values.review_count.value,
    source_place_id: fields.source_place_id ?? null,
    email_source: fields.email_source ?? null,
    consent_basis: fields.consent_basis ?? null,
    priority: values.priority.value,
    notes: fields.notes ?? null,
    custom,
  };
}

function isNotes(target: ColumnTarget): boolean {
  return target.kind === "field" && target.field === "notes";
}

/** Control characters never belong in a profile: they would travel into headers and exports. Only notes have lines. */
function clean(value: string, hasLines: boolean): string {
  const lines = value.replace(/(?![\t\n\r])\p{Cc}/gu, "").trim();
  return hasLines ? lines : lines.replace(/[\t\n\r]+/g, " ");
}

/** Trailing empty cells are what spreadsheets leave behind; a short or overlong row is not. */
function hasExtraContent(cells: readonly string[], targets: readonly ColumnTarget[]): boolean {
  if (cells.length < targets.length) return true;
  return cells.slice(targets.length).some((cell) => cell.trim() !== "");
}
