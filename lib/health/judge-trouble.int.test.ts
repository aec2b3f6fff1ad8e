import { expect, it } from "vitest";
import type { EngineContext } from "#lib/engine/context.ts";
import { unfinishedWork } from "#lib/engine/unfinished-work.ts";
import { guardWorld } from "#lib/testing/guard-world.ts";
import { createTestContext } from "#lib/testing/test-context.ts";
import { judgeTrouble } from "./judge-trouble.ts";

const ctx = createTestContext();
const { createWorld, addMailbox, send, stateOf } = guardWorld(ctx);

/** A context that keeps the scopes' judgements apart from its other transactions, and counts them. */
function countingContext() {
  const seen = { judgements: 0 };
  const forTenant: EngineContext["forTenant"] = async (tenantId, work, options) => {
    const result = await ctx.forTenant(tenantId, work, options);
    if (Array.isArray(result) && result.every((one) => "facts" in one)) seen.judgements += 1;
    return result;
  };
  return { context: { ...ctx, forTenant }, seen };
}

it("judges the scopes that are named and no others", async () => {
  const { tenantId, box } = await createWorld();
  const other = await addMailbox(tenantId);
  for (const one of [box, other]) await send(one, { sent: 40, bounced: 7 });
  await judgeTrouble(ctx, tenantId, [box.mailboxScope, box.domainScope]);
  expect([await stateOf(box, "mailbox"), await stateOf(box, "domain")]).toMatchObject([
    { state: "paused", reason: "bounce_rate" },
    { state: "paused", reason: "bounce_rate" },
  ]);
  expect([await stateOf(other, "mailbox"), await stateOf(other, "domain")]).toEqual([null, null]);
});

it("a flood is judged at once and once more, and everything of it is", async () => {
  const { tenantId, box } = await createWorld();
  const others = [await addMailbox(tenantId), await addMailbox(tenantId), await addMailbox(tenantId)];
  for (const one of [box, ...others]) await send(one, { sent: 40, bounced: 7 });
  const { context, seen } = countingContext();
  await Promise.all([box, ...others].map((one) => judgeTrouble(context, tenantId, [one.mailboxScope])));
  expect(seen.judgements).toBe(1);
  await unfinishedWork();
  expect(seen.judgements).toBe(2);
  const states = await Promise.all([box, ...others].map((one) => stateOf(one, "mailbox")));
  expect(states.map((state) => state?.state)).toEqual(["paused", "paused", "paused", "paused"]);
});

it("has next sends worked out again, without waiting for the job runner to hear of it", async () => {
  const { tenantId, box } = await createWorld();
  await send(box, { sent: 40, bounced: 7 });
  const heard = Promise.withResolvers<void>();
  const told: unknown[] = [];
  const publish: EngineContext["publish"] = (events) => {
    told.push(...events);
    return heard.promise;
  };
  await judgeTrouble({ ...ctx, publish }, tenantId, [box.mailboxScope]);
  expect((await stateOf(box, "mailbox"))?.state).toBe("paused");
  expect(told).toEqual([{ type: "statesChanged", tenantId }]);
  heard.resolve();
});
