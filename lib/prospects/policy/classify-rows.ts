import { emailKey } from "#lib/shared/email-key.ts";
import type { ColumnTarget, ImportMode, ImportResult, ParsedProspect } from "../types.ts";
import { parseRow } from "./parse-row.ts";

/** A row after reading, before anything is known about the database. */
export type ReadRow =
  | { kind: "refused"; rowNumber: number; result: ImportResult; detail: string }
  | { kind: "read"; rowNumber: number; fields: ParsedProspect; email: string | null; emailKey: string | null };

/** What is to be done with a row. `status` is the outreach status of a new prospect (SPEC §2). */
export type RowDecision =
  | { kind: "refuse"; rowNumber: number; result: ImportResult; detail: string | null; prospectId: string | null }
  | {
      kind: "add";
      rowNumber: number;
      result: ImportResult;
      status: "cold" | "no_verified_email" | "duplicate_email";
      row: Extract<ReadRow, { kind: "read" }>;
    }
  | { kind: "fill"; rowNumber: number; prospectId: string; row: Extract<ReadRow, { kind: "read" }> };

export type KnownIdentity = {
  prospectId: string;
  emailKey: string | null;
  placeId: string | null;
  isOfImport: boolean;
};

/** Reads the cells of a row and its address; says what is wrong with it, or what it holds. */
export function readRow(rowNumber: number, cells: readonly string[], targets: readonly ColumnTarget[]): ReadRow {
  const parsed = parseRow(cells, targets);
  if (!parsed.ok) return { kind: "refused", rowNumber, result: parsed.result, detail: parsed.detail };
  const email = parsed.prospect.email?.toLowerCase() ?? null;
  const key = email === null ? null : emailKey(email);
  if (email !== null && key === null) {
    return {
      kind: "refused",
      rowNumber,
      result: "invalid_email",
      detail: `email: "${email.slice(0, 80)}" is no address that mail can be sent to.`,
    };
  }
  return { kind: "read", rowNumber, fields: parsed.prospect, email, emailKey: key };
}

/**
 * Decides about the rows of a batch in file order: identity is the place id, then the address; suppression beats everything but an
 * existing record, which is left alone; the first of two equal rows wins.
 */
export function classifyRows(
  rows: readonly ReadRow[],
  known: readonly KnownIdentity[],
  suppressed: ReadonlySet<string>,
  mode: ImportMode,
): RowDecision[] {
  const byKey = new Map(known.flatMap((k) => (k.emailKey ? [[k.emailKey, k] as const] : [])));
  const byPlace = new Map(known.flatMap((k) => (k.placeId ? [[k.placeId, k] as const] : [])));
  const seenKeys = new Set<string>();
  const seenPlaces = new Set<string>();
  return rows.map((row) => {
    if (row.kind === "refused")
      return { kind: "refuse", rowNumber: row.rowNumber, result: row.result, detail: row.detail, prospectId: null };
    const place = row.fields.source_place_id;
    const key = row.emailKey;
    if ((place && seenPlaces.has(place)) || (key && !place && seenKeys.has(key)))
      return refuse(row, "duplicate_in_file", null);
    const same = (place && byPlace.get(place)) || (key && !place && byKey.get(key)) || null;
    const hasDuplicateAddress = key !== null && same === null && (seenKeys.has(key) || byKey.has(key));
    if (place) seenPlaces.add(place);
    if (key) seenKeys.add(key);
    if (same) return existing(row, same, mode);
    if (key && suppressed.has(key)) return refuse(row, "suppressed", null);
    return add(row, hasDuplicateAddress);
  });
}

function existing(row: Extract<ReadRow, { kind: "read" }>, same: KnownIdentity, mode: ImportMode): RowDecision {
  if (same.isOfImport) return refuse(row, "duplicate_in_file", same.prospectId);
  if (mode === "insert") return refuse(row, "already_present", same.prospectId);
  return { kind: "fill", rowNumber: row.rowNumber, prospectId: same.prospectId, row };
}

function add(row: Extract<ReadRow, { kind: "read" }>, hasDuplicateAddress: boolean): RowDecision {
  const base = { kind: "add", rowNumber: row.rowNumber, row } as const;
  if (row.emailKey === null) return { ...base, result: "added_without_address", status: "no_verified_email" };
  if (hasDuplicateAddress) return { ...base, result: "added_duplicate_address", status: "duplicate_email" };
  return { ...base, result: "added", status: "cold" };
}

function refuse(row: ReadRow, result: ImportResult, prospectId: string | null): RowDecision {
  return { kind: "refuse", rowNumber: row.rowNumber, result, detail: null, prospectId };
}
