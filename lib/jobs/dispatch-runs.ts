import type { EngineContext } from "#lib/engine/context.ts";
import type { EngineEvent, JobFunctionId } from "#lib/engine/events.ts";
import {
  inOneForAll,
  listActiveTenantIds,
  listRecontactTenants,
  listRunningImports,
  listTenantIds,
} from "#lib/tenancy/across-tenants.ts";
import { recontactHour } from "./catalogue.ts";
import { openRuns } from "./open-run.ts";
import { isLocalHour } from "./policy/next-run.ts";

/** What to ask of the job runner; without dates, because it travels through a job's steps. */
export type Dispatched = Extract<EngineEvent, { type: "jobRequested" | "importReceived" }>;

/** An import that still waits then was not told to the job runner, or its run was lost. */
const importWaitMinutes = 5;

/** Half-hourly: a sequencer run of every tenant whose engine is on (SPEC §6). A tenant with a run under way is left out. */
export async function dispatchSequencer(ctx: EngineContext): Promise<Dispatched[]> {
  return openAll(ctx, "run-sequencer", await listActiveTenantIds(ctx));
}

/** Hourly: a re-contact run of every active tenant for whom it is 05:00 (SPEC §9). */
export async function dispatchRecontact(ctx: EngineContext): Promise<Dispatched[]> {
  if (!ctx.config.isRecontactEnabled) return [];
  const tenants = await listRecontactTenants(ctx);
  const due = tenants.filter(({ timeZone }) => isLocalHour(ctx.now(), timeZone, recontactHour));
  return openAll(
    ctx,
    "run-recontact",
    due.map((tenant) => tenant.tenantId),
  );
}

/** Hourly, once notices of the last hour are in: the hours of every tenant are added up (SPEC §10). */
export async function dispatchRollUp(ctx: EngineContext): Promise<Dispatched[]> {
  return openAll(ctx, "roll-up-reputation", await listTenantIds(ctx));
}

/** Hourly, half an hour from the roll-up: the counters of every tenant are compared with Postgres. */
export async function dispatchDriftCheck(ctx: EngineContext): Promise<Dispatched[]> {
  return openAll(ctx, "check-reputation-drift", await listTenantIds(ctx));
}

/** Once a day: upkeep of every tenant, also while its engine is off. */
export async function dispatchDailyUpkeep(ctx: EngineContext): Promise<Dispatched[]> {
  return openAll(ctx, "daily-upkeep", await listTenantIds(ctx));
}

/** Once a day: the sending domains of every tenant, also while its engine is off. */
export async function dispatchDomainChecks(ctx: EngineContext): Promise<Dispatched[]> {
  return openAll(ctx, "check-domains", await listTenantIds(ctx));
}

/**
 * Every five minutes, for every tenant, also while its engine is off: what was sent must still be settled, understood and judged, and
 * an import that nobody works on is asked for again.
 */
export async function dispatchUpkeep(ctx: EngineContext): Promise<Dispatched[]> {
  const tenantIds = await listTenantIds(ctx);
  const imports = await listRunningImports(ctx, new Date(ctx.now().getTime() - importWaitMinutes * 60_000));
  return [
    ...imports.map((running) => ({ type: "importReceived" as const, ...running })),
    ...(await openAll(ctx, "reconcile-sends", tenantIds)),
    ...(await openAll(ctx, "match-parked-events", tenantIds)),
    ...(await openAll(ctx, "evaluate-health", tenantIds)),
    ...(await openAll(ctx, "evaluate-alerts", tenantIds)),
  ];
}

async function openAll(ctx: EngineContext, functionId: JobFunctionId, tenantIds: string[]): Promise<Dispatched[]> {
  if (tenantIds.length === 0) return [];
  const request = { functionId, trigger: "schedule" } as const;
  const runs = await inOneForAll(ctx, (tx) => openRuns(tx, tenantIds, request, ctx.now()));
  return runs
    .filter((run) => !run.isBegun)
    .map(({ tenantId, runId }) => ({ type: "jobRequested", tenantId, functionId, runId }));
}
