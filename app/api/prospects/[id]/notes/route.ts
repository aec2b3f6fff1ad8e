import { z } from "zod";
import { route } from "#app/api/route-kit.ts";
import { methods } from "#lib/http/methods.ts";
import { pageQuery } from "#lib/http/paging.ts";
import { addNote } from "#lib/prospects/add-note.ts";
import { noteBody, notePage, noteView } from "#lib/prospects/contract-notes.ts";
import { listNotes } from "#lib/prospects/list-notes.ts";

const params = z.object({ id: z.uuid() });
const reading = { summary: "List notes about a prospect, newest first", answer: notePage, query: pageQuery } as const;
const writing = {
  summary: "Write a note about a prospect",
  answer: noteView,
  body: noteBody,
  status: 201,
  isIdempotent: true,
} as const;

export const { GET, POST, PUT, PATCH, DELETE } = methods({
  GET: route({ role: "viewer", params, ...reading }, ({ ctx, tenantId, params: { id }, query }) =>
    listNotes(ctx, { tenantId, prospectId: id, ...query }),
  ),
  POST: route({ role: "operator", params, ...writing }, ({ ctx, tenantId, actor, params: { id }, body, requestId }) =>
    addNote(ctx, { tenantId, actor, prospectId: id, text: body.text, requestId }),
  ),
});
