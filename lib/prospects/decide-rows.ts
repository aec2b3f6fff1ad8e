import type { Tx } from "#lib/db/types.ts";
import { findSuppressed } from "#lib/suppressions/find-suppressed.ts";
import { classifyRows, type ReadRow, type RowDecision } from "./policy/classify-rows.ts";
import { profileKey } from "./policy/profile-key.ts";
import { findKnownProspects } from "./repo-import.ts";
import type { ImportMode } from "./types.ts";

/** What is to be done with rows, given who is there already and who is suppressed. `importId` is null before there is an import. */
export async function decideRows(
  tx: Tx,
  { tenantId, importId, mode }: { tenantId: string; importId: string | null; mode: ImportMode },
  rows: readonly ReadRow[],
): Promise<RowDecision[]> {
  const read = rows.flatMap((row) => (row.kind === "read" ? [row] : []));
  const keys = read.flatMap((row) => row.emailKey ?? []);
  const unaddressed = read.flatMap(({ emailKey, fields }) => (emailKey || fields.source_place_id ? [] : [fields]));
  const known = await findKnownProspects(tx, tenantId, importId, {
    keys,
    placeIds: read.flatMap((row) => row.fields.source_place_id ?? []),
    companies: unaddressed.flatMap((fields) => fields.company ?? []),
    names: unaddressed.flatMap((fields) => fields.name ?? []),
  });
  const identities = known.map((k) => ({
    prospectId: k.id,
    hasAddress: k.email !== null,
    emailKey: k.email_key,
    placeId: k.source_place_id,
    profileKey: k.email === null && k.source_place_id === null ? profileKey(k) : null,
    isOfImport: k.is_of_import,
  }));
  return classifyRows(rows, identities, await findSuppressed(tx, keys), mode);
}
