import { writeAudit } from "#lib/audit/write-audit.ts";
import type { EngineContext } from "#lib/engine/context.ts";
import { AppError, notFound } from "#lib/errors/app-error.ts";
import { type Actor, hasRole } from "#lib/shared/actor.ts";
import { deleteNoteRow, findNote } from "./repo-notes.ts";

type Request = { tenantId: string; actor: Actor; prospectId: string; noteId: string; requestId?: string };

/**
 * Deletes a note; its text stays in the audit log.
 * @throws AppError not_found; forbidden for somebody else's note, unless by an admin
 */
export async function deleteNote(ctx: EngineContext, request: Request): Promise<void> {
  const { tenantId, actor, prospectId, noteId, requestId } = request;
  await ctx.forTenant(tenantId, async (tx) => {
    const note = await findNote(tx, tenantId, prospectId, noteId);
    if (!note) throw notFound("note");
    const isOwn = note.author_kind === actor.kind && note.author_id === actor.id;
    if (!isOwn && !hasRole(actor.role, "admin"))
      throw new AppError("forbidden", "Only its author or an admin may delete a note.");
    if (!(await deleteNoteRow(tx, tenantId, noteId))) throw notFound("note");
    const target = { targetKind: "prospect", targetId: prospectId };
    const before = { note_id: noteId, text: note.text, author: note.author_label };
    await writeAudit(tx, { tenantId, actor, requestId, action: "prospect.note_deleted", ...target, before });
  });
}
