import { expect, it } from "vitest";
import { evaluateHealth } from "#lib/health/evaluate-health.ts";
import { pauseScope } from "#lib/health/pause-scope.ts";
import { systemActor } from "#lib/shared/actor.ts";
import { guardWorld } from "#lib/testing/guard-world.ts";
import { createTestContext } from "#lib/testing/test-context.ts";
import { jobRunDetail } from "./contract.ts";
import { getJobRun } from "./get-job-run.ts";
import { withJobRun } from "./with-job-run.ts";

const ctx = createTestContext();
const { addMailbox, createWorld, send } = guardWorld(ctx);

/** A run of the guard, as its job records it, and what the API tells of it. */
async function judge(tenantId: string) {
  let runId = "";
  await withJobRun(ctx, { tenantId, functionId: "evaluate-health", trigger: "schedule" }, async (id) => {
    runId = id;
    return evaluateHealth(ctx, { tenantId });
  });
  return jobRunDetail.parse(await getJobRun(ctx, { tenantId, runId }));
}

it("a run of the health guard names whose state it changed, and nobody else's", async () => {
  const { tenantId, box } = await createWorld();
  const calm = await addMailbox(tenantId);
  await send(box, { sent: 40, bounced: 7 });
  const by = { actor: systemActor("test"), reason: "list is old" };
  await pauseScope(ctx, { tenantId, scopeKind: "mailbox", scopeId: calm.id, ...by });
  const { counts, moves } = await judge(tenantId);
  expect(counts.changed).toEqual({ bounce_rate: 2 });
  const moved = { from_state: "healthy", to_state: "paused", reason: "bounce_rate" };
  expect(moves.toSorted((a, b) => a.scope_kind.localeCompare(b.scope_kind))).toEqual([
    { ...moved, scope_kind: "domain", scope_id: box.sending_domain_id, name: box.from_email.split("@")[1] },
    { ...moved, scope_kind: "mailbox", scope_id: box.id, name: box.from_email },
  ]);
  ctx.setNow(new Date(ctx.now().getTime() + 60_000));
  expect((await judge(tenantId)).moves).toEqual([]);
});

it("a run of another job, at the time of such changes, names none", async () => {
  const { tenantId, box } = await createWorld();
  await send(box, { sent: 40, bounced: 7 });
  let runId = "";
  await withJobRun(ctx, { tenantId, functionId: "verify-prospects", trigger: "manual" }, async (id) => {
    runId = id;
    await evaluateHealth(ctx, { tenantId });
    return {};
  });
  expect((await getJobRun(ctx, { tenantId, runId })).moves).toEqual([]);
});
