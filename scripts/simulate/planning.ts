import { runSequencer } from "#lib/sequencing/run-sequencer.ts";
import { verifyProspects } from "#lib/verification/verify-prospects.ts";
import { checkReservations } from "./checks/reservations.ts";
import { readStandings } from "./checks/standings.ts";
import { checkStarvation } from "./checks/starvation.ts";
import { forgetFactors } from "./forgotten-factors.ts";
import type { SimTenant } from "./setup.ts";
import { count, perform, type World } from "./world.ts";

/** Tenants for whom a run may find something: by the time of the next send, or an address that waits. */
export async function tenantsWithWork(world: World, at: number): Promise<Set<string>> {
  const { rows } = await world.pool.query<{ tenant_id: string }>(
    `SELECT t.id AS tenant_id FROM tenants t WHERE EXISTS (SELECT 1 FROM outreach o WHERE o.tenant_id = t.id
       AND o.status IN ('cold', 'contacted') AND (o.next_send_at <= $1 OR (o.status = 'cold' AND o.hold_reason = 'awaiting_verification')))`,
    [new Date(at + world.skewMs)],
  );
  return new Set(rows.map((row) => row.tenant_id));
}

/** One half hour of a tenant: verify, then plan, at times by two runs at once; then the books are checked. */
export async function planTenant(world: World, tenant: SimTenant, at: number): Promise<void> {
  const { id: tenantId } = tenant;
  const step = { at, subject: null };
  const verified = await perform(world, { ...step, name: "verifyProspects" }, (ctx) =>
    verifyProspects(ctx, { tenantId }),
  );
  if (verified.kind !== "done") count(world, "verification failed, planned all the same");
  const before = await readStandings(world, tenantId, at);
  const plan = (offset: number) =>
    perform(world, { ...step, at: at + offset, name: "runSequencer" }, (ctx) =>
      runSequencer(world.options.broken === "factor" ? forgetFactors(ctx, before) : ctx, { tenantId }),
    );
  const isDoubled = world.options.faults.includes("overlap") && world.random.chance(0.1);
  const runs = await Promise.all(isDoubled ? [plan(0), plan(world.random.between(0, 400))] : [plan(0)]);
  if (isDoubled) count(world, "fault: two sequencer runs at once");
  const queued = runs.reduce((sum, run) => sum + (run.kind === "done" ? run.value.queued : 0), 0);
  count(world, "messages queued", queued);
  if (runs.some((run) => run.kind !== "done")) world.needsUpkeep = true;
  if (queued > 0 || runs.some((run) => run.kind !== "done")) {
    const looks = [before, await readStandings(world, tenantId, at)];
    const isDisturbed = at < world.redisAwayUntil || runs.some((run) => run.isStruck);
    await checkReservations(world, tenant, at, { looks, isDisturbed });
  }
  const [only] = runs;
  if (runs.length === 1 && only?.kind === "done") await checkStarvation(world, tenant, at, only.value);
}
