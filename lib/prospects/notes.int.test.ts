import { describe, expect, it } from "vitest";
import type { Actor, Role } from "#lib/shared/actor.ts";
import { createTestProspect, createTestTenant } from "#lib/testing/factory.ts";
import { createTestContext } from "#lib/testing/test-context.ts";
import { addNote } from "./add-note.ts";
import { notePage } from "./contract-notes.ts";
import { deleteNote } from "./delete-note.ts";
import { listNotes } from "./list-notes.ts";

const ctx = createTestContext();
const tenantId = await createTestTenant(ctx);
const person = (label: string, role: Role): Actor => ({ kind: "user", id: crypto.randomUUID(), label, role });
const ann = person("ann@example.test", "operator");
const bob = person("bob@example.test", "operator");
const eve = person("eve@example.test", "admin");

async function prospectWithNotes(...texts: string[]) {
  const { prospect } = await createTestProspect(ctx, tenantId);
  const notes = [];
  for (const text of texts) notes.push(await addNote(ctx, { tenantId, actor: ann, prospectId: prospect.id, text }));
  const list = (limit = 50, cursor?: string) => listNotes(ctx, { tenantId, prospectId: prospect.id, limit, cursor });
  const remove = (actor: Actor, noteId: string) =>
    deleteNote(ctx, { tenantId, actor, prospectId: prospect.id, noteId, requestId: "r-1" });
  return { prospect, notes, list, remove };
}

describe("notes", () => {
  it("have an author and a time, newest first, page by page", async () => {
    const { list } = await prospectWithNotes("one", "two", "three");
    const first = await list(2);
    expect(notePage.parse(first)).toEqual(first);
    expect(first.items).toMatchObject([{ text: "three", author: ann.label, author_id: ann.id }, { text: "two" }]);
    expect(first.items[0]?.created_at).toBe(ctx.now().toISOString());
    const last = await list(2, first.next_cursor ?? "");
    expect([last.items.map(({ text }) => text), last.next_cursor]).toEqual([["one"], null]);
  });

  it("are deleted by their author or an admin, and by nobody else", async () => {
    const { notes, list, remove } = await prospectWithNotes("one", "two");
    const [one, two] = notes.map(({ id }) => id);
    await expect(remove(bob, one ?? "")).rejects.toMatchObject({ code: "forbidden" });
    expect((await list()).items).toHaveLength(2);
    await remove(ann, one ?? "");
    await remove(eve, two ?? "");
    expect((await list()).items).toEqual([]);
    await expect(remove(ann, one ?? "")).rejects.toMatchObject({ code: "not_found" });
  });

  it("leave their text in the audit log, when written and when deleted", async () => {
    const { prospect, notes, remove } = await prospectWithNotes("call on Monday");
    await remove(ann, notes[0]?.id ?? "");
    const lines = await ctx.forTenant(tenantId, (tx) =>
      tx.auditLog.findMany({ where: { target_id: prospect.id }, orderBy: { id: "asc" } }),
    );
    expect(lines).toMatchObject([
      { action: "prospect.note_added", after: { text: "call on Monday" } },
      { action: "prospect.note_deleted", before: { text: "call on Monday", author: ann.label }, request_id: "r-1" },
    ]);
  });

  it("belong to their tenant and their prospect", async () => {
    const { prospect, notes } = await prospectWithNotes("ours");
    const other = await createTestTenant(ctx);
    const asked = { tenantId: other, prospectId: prospect.id };
    await expect(listNotes(ctx, { ...asked, limit: 5 })).rejects.toMatchObject({ code: "not_found" });
    await expect(addNote(ctx, { ...asked, actor: ann, text: "x" })).rejects.toMatchObject({ code: "not_found" });
    const { remove } = await prospectWithNotes();
    await expect(remove(eve, notes[0]?.id ?? "")).rejects.toMatchObject({ code: "not_found" });
  });
});
