import { z } from "zod";
import type { EngineContext } from "#lib/engine/context.ts";
import { notFound } from "#lib/errors/app-error.ts";
import { decodeCursor, type Page, toPage } from "#lib/http/paging.ts";
import type { NoteView } from "./contract-notes.ts";
import { isProspect, type NoteRow, selectNotes } from "./repo-notes.ts";

/**
 * What people wrote down about a prospect, newest first.
 * @throws AppError not_found, for another tenant's id too
 */
export async function listNotes(
  ctx: EngineContext,
  query: { tenantId: string; prospectId: string; limit: number; cursor?: string },
): Promise<Page<NoteView>> {
  const before = decodeCursor(query.cursor, z.tuple([z.uuid()]))?.[0] ?? null;
  const rows = await ctx.forTenant(query.tenantId, async (tx) => {
    if (!(await isProspect(tx, query.tenantId, query.prospectId))) throw notFound("prospect");
    return selectNotes(tx, query, { before, limit: query.limit + 1 });
  });
  return toPage(rows, query.limit, (row) => [row.id], toNoteView);
}

export function toNoteView(row: NoteRow): NoteView {
  return {
    id: row.id,
    text: row.text,
    author: row.author_label,
    author_id: row.author_kind === "user" ? row.author_id : null,
    created_at: row.created_at.toISOString(),
  };
}
