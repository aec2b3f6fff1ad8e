import { z } from "zod";
import { pageOf } from "#lib/http/paging.ts";

const note = z.object({
  id: z.uuid(),
  text: z.string(),
  author: z.string(),
  /** of a person; null for what no person wrote */
  author_id: z.string().nullable(),
  created_at: z.string(),
});
export type NoteView = z.infer<typeof note>;

/** GET /api/prospects/{id}/notes, newest first */
export const notePage = pageOf(note);
/** POST /api/prospects/{id}/notes */
export const noteView = note;
export const noteBody = z.strictObject({
  text: z
    .string()
    .trim()
    .min(1, "write something")
    .max(5_000, "must be at most 5000 characters")
    .regex(/^[^\0]*$/, "must not hold a NUL"),
});

/** GET /api/prospects/owners: who may own a prospect, which is every member. */
export const ownerPage = pageOf(z.object({ id: z.uuid(), name: z.string() }));
export type OwnerView = { id: string; name: string };
