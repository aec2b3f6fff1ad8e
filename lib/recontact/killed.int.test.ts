import { expect, it } from "vitest";
import { runChild, runChildren } from "#lib/testing/child-engine.ts";
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

it("kill -9 between batches, before a commit and after it: everybody comes back once, and exactly one cycle further", async () => {
  const whole = await runChild(order(await createSilent()));
  expect(whole.result).toMatchObject({ reset: people });
  const last = whole.edges.filter((edge) => edge.startsWith("after commit")).length;
  // Two batches are under way at once, so which of the last transactions are theirs is not fixed: whole batches are what is left.
  const seen = new Set<number>();
  for (const stopAt of [`before commit ${last - 3}`, `after commit ${last - 2}`, `before commit ${last}`]) {
    const tenantId = await createSilent();
    const dead = await runChild({ ...order(tenantId), stopAt });
    expect([dead.wasKilled, dead.result]).toEqual([true, undefined]);
    const { 0: rest = 0, 1: done = 0, ...others } = await cyclesOf(tenantId);
    expect([rest + done, others]).toEqual([people, {}]);
    expect([0, 200].map((small) => (done - small) % recontactBatch)).toContain(0);
    seen.add(done);
    // Until Postgres has noticed that the process is gone, its rows are locked and left to the next run.
    let again = 0;
    const runAgain = async () => {
      again += (await runRecontact(ctx, { tenantId })).reset;
      return again;
    };
    await expect.poll(runAgain, { timeout: 20_000 }).toBe(rest);
    expect(await cyclesOf(tenantId)).toEqual({ 1: people });
    expect((await runRecontact(ctx, { tenantId })).reset).toBe(0);
  }
  expect(seen.size).toBeGreaterThan(1);
}, 180_000);

it("two processes at once: each prospect comes back once", async () => {
  const tenantId = await createSilent();
  const ends = await runChildren([order(tenantId), order(tenantId)]);
  const resets = ends.map((end) => (end.result as { reset: number }).reset);
  const left = (await runRecontact(ctx, { tenantId })).reset;
  expect(resets.reduce((sum, reset) => sum + reset, left)).toBe(people);
  expect(await cyclesOf(tenantId)).toEqual({ 1: people });
}, 180_000);
