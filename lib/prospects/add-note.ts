import { writeAudit } from "#lib/audit/write-audit.ts";
import type { EngineContext } from "#lib/engine/context.ts";
import { notFound } from "#lib/errors/app-error.ts";
import type { Actor } from "#lib/shared/actor.ts";
import type { NoteView } from "./contract-notes.ts";
import { toNoteView } from "./list-notes.ts";
import { insertNote, isProspect } from "./repo-notes.ts";

type Request = { tenantId: string; actor: Actor; prospectId: string; text: string; requestId?: string };

/**
 * Writes a note about a prospect, with its author and time.
 * @throws AppError not_found
 */
export async function addNote(ctx: EngineContext, request: Request): Promise<NoteView> {
  const { tenantId, actor, prospectId, text, requestId } = request;
  return ctx.forTenant(tenantId, async (tx) => {
    if (!(await isProspect(tx, tenantId, prospectId))) throw notFound("prospect");
    const row = await insertNote(tx, {
      tenant_id: tenantId,
      prospect_id: prospectId,
      text,
      author_kind: actor.kind,
      author_id: actor.id,
      author_label: actor.label,
      created_at: ctx.now(),
    });
    const target = { targetKind: "prospect", targetId: prospectId };
    const after = { note_id: row.id, text };
    await writeAudit(tx, { tenantId, actor, requestId, action: "prospect.note_added", ...target, after });
    return toNoteView(row);
  });
}
