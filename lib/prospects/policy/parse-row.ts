import { stateCodeOf } from "#lib/shared/us-states.ts";
import { type ColumnTarget, type ImportField, importFieldLabels, type ParsedProspect } from "../types.ts";
import { columnWords } from "./column-words.ts";

type ParsedRow =
  | { ok: true; prospect: ParsedProspect }
  | { ok: false; result: "invalid_row" | "invalid_value"; detail: string };

const maxLength = 500;
const maxNotesLength = 5_000;

/**
 * Reads one row of a CSV file into a prospect. Never guesses: a value that cannot be read refuses the row and says which.
 * Addresses are only trimmed here; whether they are well-formed is decided with their key.
 */
export function parseRow(cells: readonly string[], targets: readonly ColumnTarget[]): ParsedRow {
  if (cells.length !== targets.length && hasExtraContent(cells, targets)) {
    return {
      ok: false,
      result: "invalid_row",
      detail: `The row has ${cells.length} ${cells.length === 1 ? "cell" : "cells"}, the header has ${targets.length}: is a quote or a comma missing?`,
    };
  }
  const fields: Partial<Record<ImportField, string>> = {};
  const custom: Record<string, string> = {};
  for (const [index, target] of targets.entries()) {
    if (target.kind === "ignored") continue;
    const isText = target.kind === "field" && target.field === "notes";
    const value = clean(cells[index] ?? "", isText);
    if (value === "") continue;
    const limit = isText ? maxNotesLength : maxLength;
    if (value.length > limit) {
      const detail = `${columnWords(target)}: longer than ${limit} characters.`;
      return { ok: false, result: "invalid_value", detail };
    }
    if (target.kind === "field") fields[target.field] = value;
    else custom[target.name] = value;
  }
  return buildProspect(fields, custom, targets);
}

/** The column of a field, as a person finds it. */
export function fieldWords(targets: readonly ColumnTarget[], field: ImportField): string {
  const target = targets.find((one) => one.kind === "field" && one.field === field);
  return target ? columnWords(target) : importFieldLabels[field];
}

function buildProspect(
  fields: Partial<Record<ImportField, string>>,
  custom: Record<string, string>,
  targets: readonly ColumnTarget[],
): ParsedRow {
  const rating = number(fields.google_rating, 0, 5, false);
  const reviews = number(fields.review_count, 0, 10_000_000, true);
  const priority = number(fields.priority, -100, 100, true);
  const state = stateOf(fields.state_code);
  const values = { google_rating: rating, review_count: reviews, priority, state_code: state };
  for (const [field, value] of Object.entries(values) as [ImportField, Value<unknown>][]) {
    if (value.ok) continue;
    return { ok: false, result: "invalid_value", detail: `${fieldWords(targets, field)}: ${value.problem}` };
  }
  const joined = [fields.first_name, fields.last_name].filter(Boolean).join(" ");
  if (![fields.email, fields.company, fields.name, joined, fields.source_place_id].some(Boolean)) {
    return {
      ok: false,
      result: "invalid_row",
      detail: "The row names nobody: it needs an address, a company or a name.",
    };
  }
  return {
    ok: true,
    prospect: {
      email: fields.email ?? null,
      name: fields.name ?? (joined || null),
      company: fields.company ?? null,
      phone: fields.phone ?? null,
      trade_type: fields.trade_type?.toLowerCase() ?? null,
      website: fields.website ?? null,
      city: fields.city ?? null,
      state_code: state.value,
      zip: fields.zip ?? null,
      google_rating: rating.value,
      review_count: reviews.value,
      source_place_id: fields.source_place_id ?? null,
      email_source: fields.email_source ?? null,
      consent_basis: fields.consent_basis ?? null,
      priority: priority.value,
      notes: fields.notes ?? null,
      custom,
    },
  };
}

type Value<T> = { ok: true; value: T | null } | { ok: false; value: null; problem: string };

function number(text: string | undefined, min: number, max: number, isWhole: boolean): Value<number> {
  if (text === undefined) return { ok: true, value: null };
  const plain = isWhole ? text.replace(/(?<=\d),(?=\d{3}\b)/g, "") : text.replace(/^(\d+),(\d+)$/, "$1.$2");
  const value = /^[+-]?(\d+\.?\d*|\.\d+)$/.test(plain) ? Number(plain) : Number.NaN;
  const fits = value >= min && value <= max && (!isWhole || Number.isInteger(value));
  if (fits) return { ok: true, value };
  const kind = isWhole ? "whole number" : "number";
  return { ok: false, value: null, problem: `"${text.slice(0, 40)}" is not a ${kind} from ${min} to ${max}.` };
}

function stateOf(text: string | undefined): Value<string> {
  if (text === undefined) return { ok: true, value: null };
  const code = stateCodeOf(text);
  if (code) return { ok: true, value: code };
  return { ok: false, value: null, problem: `"${text.slice(0, 40)}" is no US state: use its two-letter code.` };
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
