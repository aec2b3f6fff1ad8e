import { ofTenant } from "#lib/db/of-tenant.ts";
import type { Tx } from "#lib/db/types.ts";

export type NoteRow = Awaited<ReturnType<Tx["prospectNote"]["findFirstOrThrow"]>>;
type NoteData = Parameters<Tx["prospectNote"]["create"]>[0]["data"];

export async function isProspect(tx: Tx, tenantId: string, prospectId: string): Promise<boolean> {
  const select = { tenant_id: true };
  return (await ofTenant(tenantId, tx.prospect.findUnique({ where: { id: prospectId }, select }))) !== null;
}

/** Newest first; `before` is the last id of the page before. */
export async function selectNotes(
  tx: Tx,
  place: { tenantId: string; prospectId: string },
  page: { before: string | null; limit: number },
): Promise<NoteRow[]> {
  return tx.prospectNote.findMany({
    where: {
      tenant_id: place.tenantId,
      prospect_id: place.prospectId,
      id: page.before === null ? undefined : { lt: page.before },
    },
    orderBy: { id: "desc" },
    take: page.limit,
  });
}

export async function insertNote(tx: Tx, data: NoteData): Promise<NoteRow> {
  return tx.prospectNote.create({ data });
}

export async function findNote(tx: Tx, tenantId: string, prospectId: string, id: string): Promise<NoteRow | null> {
  return tx.prospectNote.findFirst({ where: { tenant_id: tenantId, prospect_id: prospectId, id } });
}

/** Whether there was one to delete. */
export async function deleteNoteRow(tx: Tx, tenantId: string, id: string): Promise<boolean> {
  return (await tx.prospectNote.deleteMany({ where: { tenant_id: tenantId, id } })).count > 0;
}
