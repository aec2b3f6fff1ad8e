import { expect, it } from "vitest";
import { runChild } from "#lib/testing/child-engine.ts";
import { createTestTenant } from "#lib/testing/factory.ts";
import { createTestContext } from "#lib/testing/test-context.ts";
import { runRecontact } from "./run-recontact.ts";
import { recontactBatch } from "./thresholds.ts";

const ctx = createTestContext();
const people = recontactBatch * 2 + 200;

/** A tenant with more than two batches of prospects whose finished sequence ended 91 days ago. */
async function createSilent(): Promise<string> {
  const tenantId = await createTestTenant(ctx);
  await ctx.forTenant(tenantId, async (tx) => {
    await tx.$executeRaw`
      WITH made AS (
        INSERT INTO prospects (tenant_id, email, email_key, company, email_verified, verified_at)
        SELECT ${tenantId}::uuid, 'p' || n || '@silent.test', 'p' || n || '@silent.test', 'Silent ' || n, true, ${ctx.now()}::timestamptz
        FROM generate_series(1, ${people}::int) AS n RETURNING id
      )
      INSERT INTO outreach (tenant_id, prospect_id, status, outreach_sequence_step, last_email_sent_at, hold_reason)
      SELECT ${tenantId}::uuid, id, 'contacted', 3, ${ctx.now()}::timestamptz - interval '91 days', 'sequence_finished' FROM made`;
  });
  return tenantId;
}

/** How many prospects there are in each cycle. */
async function cyclesOf(tenantId: string): Promise<Record<string, number>> {
  const rows = await ctx.forTenant(tenantId, (tx) =>
    tx.outreach.groupBy({ by: ["re_contact_cycle"], _count: true, orderBy: { re_contact_cycle: "asc" } }),
  );
  return Object.fromEntries(rows.map((row) => [row.re_contact_cycle, row._count]));
}

const order = (tenantId: string) => ({ tenantId, now: ctx.now().toISOString(), task: { kind: "recontact" } as const });

it("kill -9 in the second batch, before its commit and after it: everybody comes back once, and exactly one cycle further", async () => {
  const whole = await runChild(order(await createSilent()));
  expect(whole.result).toMatchObject({ reset: people });
  // … settings, returned, exhausted, then the resets: a batch, a second, a smaller third, and a look that finds nobody.
  const commits = whole.edges.filter((edge) => edge.startsWith("after commit"));
  const second = commits.length - 2;
  for (const [stopAt, done] of [
    [`before commit ${second}`, recontactBatch],
    [`after commit ${second}`, recontactBatch * 2],
  ] as const) {
    const tenantId = await createSilent();
    const dead = await runChild({ ...order(tenantId), stopAt });
    expect([dead.wasKilled, dead.result]).toEqual([true, undefined]);
    expect(await cyclesOf(tenantId)).toEqual({ 0: people - done, 1: done });
    expect((await runRecontact(ctx, { tenantId })).reset).toBe(people - done);
    expect(await cyclesOf(tenantId)).toEqual({ 1: people });
    expect((await runRecontact(ctx, { tenantId })).reset).toBe(0);
  }
}, 180_000);

it("two processes at once: each prospect comes back once", async () => {
  const tenantId = await createSilent();
  const ends = await Promise.all([runChild(order(tenantId)), runChild(order(tenantId))]);
  const resets = ends.map((end) => (end.result as { reset: number }).reset);
  const left = (await runRecontact(ctx, { tenantId })).reset;
  expect(resets.reduce((sum, reset) => sum + reset, left)).toBe(people);
  expect(await cyclesOf(tenantId)).toEqual({ 1: people });
}, 180_000);
