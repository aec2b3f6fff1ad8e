import { expect, it } from "vitest";
import { systemActor } from "#lib/shared/actor.ts";
import { createTestProspect, createTestTenant } from "#lib/testing/factory.ts";
import { createTestContext } from "#lib/testing/test-context.ts";
import { bulkChange } from "./bulk-change.ts";
import { changeProspect } from "./change-prospect.ts";
import { prospectDetail } from "./contract-detail.ts";
import { getProspect } from "./get-prospect.ts";
import { returnToSequence } from "./return-to-sequence.ts";
import { markReplied, type stopProspect } from "./stop-prospect.ts";
import { undoChange } from "./undo-change.ts";

// The log's times are the database's: what is undone is so by its clock.
const ctx = { ...createTestContext(), now: () => new Date() };
const tenantId = await createTestTenant(ctx);
const ann = systemActor("Ann Lee");
const bob = systemActor("Bob Ray");
const by = (actor: typeof ann, prospectId: string) => ({ tenantId, actor, prospectId });
const changes = (detail: Awaited<ReturnType<typeof stopProspect>>) =>
  detail.timeline.filter(({ kind }) => kind === "change").map(({ title, detail: reason }) => [title, reason]);
const newProspect = async () =>
  (await createTestProspect(ctx, tenantId, { status: "contacted", outreach_sequence_step: 1 })).prospect.id;

it("who stopped a prospect is told with time and reason, and so is who returned it", async () => {
  const id = await newProspect();
  const body = { ids: [id], action: "stop" as const, reason: "on holiday" };
  await bulkChange(ctx, { tenantId, actor: ann, body });
  const stopped = await getProspect(ctx, { tenantId, prospectId: id });
  expect(prospectDetail.parse(stopped)).toEqual(stopped);
  expect(stopped.next.halted_by).toEqual({
    action: "prospect.stopped",
    by: "Ann Lee",
    at: stopped.timeline[0]?.at,
    reason: "on holiday",
  });
  expect(changes(stopped)).toEqual([["Stopped by Ann Lee", "on holiday"]]);
  const returned = await returnToSequence(ctx, { ...by(bob, id), reason: "back again" });
  expect(returned.next.halted_by).toBeNull();
  expect(changes(returned)[0]).toEqual(["Returned to the sequence by Bob Ray", "back again"]);
  const again = await undoChange(ctx, by(ann, id));
  expect(again.next).toMatchObject({ reason: "manual_stop", halted_by: { by: "Ann Lee", reason: "on holiday" } });
  expect(changes(again)[0]).toEqual(["Return to the sequence taken back by Ann Lee", null]);
});

it("who noted a reply or set a status is told, and of a status with it no other change of the profile", async () => {
  const id = await newProspect();
  const replied = await markReplied(ctx, { ...by(ann, id), outcome: "unchanged", reason: "rang us" });
  expect(replied.next.halted_by).toMatchObject({ action: "prospect.replied", by: "Ann Lee", reason: "rang us" });
  const won = await changeProspect(ctx, { ...by(bob, id), patch: { status: "won" } });
  expect(won.next.halted_by).toMatchObject({ action: "prospect.changed", by: "Bob Ray", reason: null });
  const edited = await changeProspect(ctx, { ...by(ann, id), patch: { phone: "555 0100" } });
  expect(edited.next.halted_by).toMatchObject({ by: "Bob Ray" });
  expect(changes(edited)).toEqual([
    ["Status set to won by Bob Ray", null],
    ["Marked as replied by Ann Lee", "rang us"],
  ]);
});

it("what the engine did is nobody's", async () => {
  const none = { next_send_at: null };
  const { prospect } = await createTestProspect(ctx, tenantId, { ...none, status: "bounced" });
  expect((await getProspect(ctx, { tenantId, prospectId: prospect.id })).next.halted_by).toBeNull();
});
