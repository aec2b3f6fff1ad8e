import { z } from "zod";
import { route } from "#app/api/route-kit.ts";
import { methods } from "#lib/http/methods.ts";
import { deleteNote } from "#lib/prospects/delete-note.ts";

const params = z.object({ id: z.uuid(), note_id: z.uuid() });
const told = {
  role: "operator",
  params,
  summary: "Delete a note: one's own, or any as an admin",
  answer: null,
  problems: ["forbidden"],
} as const;

export const { GET, POST, PUT, PATCH, DELETE } = methods({
  DELETE: route(told, ({ ctx, tenantId, actor, params: { id, note_id }, requestId }) =>
    deleteNote(ctx, { tenantId, actor, prospectId: id, noteId: note_id, requestId }),
  ),
});
