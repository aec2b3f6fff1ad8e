import type { ColumnTarget, ImportMode, ImportResult, ParsedProspect } from "../types.ts";
import { parseRow } from "./parse-row.ts";
import { profileKey } from "./profile-key.ts";

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
  | {
      kind: "fill";
      rowNumber: number;
      prospectId: string;
      /** the prospect has no address yet, and the row's is free and not suppressed */
      givesAddress: boolean;
      row: Extract<ReadRow, { kind: "read" }>;
    };

export type KnownIdentity = {
  prospectId: string;
  hasAddress: boolean;
  emailKey: string | null;
  placeId: string | null;
  /** of a prospect that has neither address nor place id; null for all others */
  profileKey: string | null;
  /** an earlier row of the same import came to this prospect */
  isOfImport: boolean;
};

/** Reads the cells of a row and its address; says all that is wrong with it, or what it holds. */
export function readRow(rowNumber: number, cells: readonly string[], targets: readonly ColumnTarget[]): ReadRow {
  const parsed = parseRow(cells, targets);
  if (!parsed.ok) return { kind: "refused", rowNumber, result: parsed.result, detail: parsed.detail };
  const { prospect, emailKey } = parsed;
  return { kind: "read", rowNumber, fields: prospect, email: prospect.email?.toLowerCase() ?? null, emailKey };
}

/**
 * Decides about the rows of a batch in file order: identity is the place id, then the address, then the profile; suppression beats
 * everything but an existing record, which is left alone; the first of two equal rows wins.
 */
export function classifyRows(
  rows: readonly ReadRow[],
  known: readonly KnownIdentity[],
  suppressed: ReadonlySet<string>,
  mode: ImportMode,
): RowDecision[] {
  const knownBy = new Map(known.flatMap((k) => marksOfKnown(k).map((mark) => [mark, k] as const)));
  const seen = new Set<string>();
  return rows.map((row) => {
    if (row.kind === "refused")
      return { kind: "refuse", rowNumber: row.rowNumber, result: row.result, detail: row.detail, prospectId: null };
    const identity = identityOf(row);
    const address = row.emailKey === null ? null : `address ${row.emailKey}`;
    const same = knownBy.get(identity) ?? null;
    const isRepeated = seen.has(identity) || (same !== null && (same.isOfImport || seen.has(same.prospectId)));
    if (isRepeated) return refuse(row, "duplicate_in_file", same?.prospectId ?? null);
    const isAddressTaken = address !== null && (seen.has(address) || knownBy.has(address));
    for (const mark of [identity, address, same?.prospectId]) if (mark) seen.add(mark);
    const isSuppressed = row.emailKey !== null && suppressed.has(row.emailKey);
    if (same) return existing(row, same, mode, address !== null && !isAddressTaken && !isSuppressed);
    if (isSuppressed) return refuse(row, "suppressed", null);
    return add(row, isAddressTaken);
  });
}

function identityOf({ fields, emailKey }: Extract<ReadRow, { kind: "read" }>): string {
  if (fields.source_place_id !== null) return `place ${fields.source_place_id}`;
  return emailKey === null ? `profile ${profileKey(fields)}` : `address ${emailKey}`;
}

function marksOfKnown({ placeId, emailKey, profileKey }: KnownIdentity): string[] {
  const marks = { place: placeId, address: emailKey, profile: profileKey };
  return Object.entries(marks).flatMap(([kind, value]) => (value === null ? [] : [`${kind} ${value}`]));
}

function existing(
  row: Extract<ReadRow, { kind: "read" }>,
  { prospectId, hasAddress }: KnownIdentity,
  mode: ImportMode,
  isAddressFree: boolean,
): RowDecision {
  if (mode === "insert") return refuse(row, "already_present", prospectId);
  return { kind: "fill", rowNumber: row.rowNumber, prospectId, givesAddress: isAddressFree && !hasAddress, row };
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
