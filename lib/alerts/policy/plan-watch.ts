import { isRunnerSilent } from "#lib/jobs/policy/runner-silence.ts";
import { watchGraceMs } from "../thresholds.ts";

export type WatchedTenant = {
  tenantId: string;
  isActive: boolean;
  /** begin of its newest run of any job; null before the first */
  lastBegunAt: Date | null;
  /** the alert is open */
  isTold: boolean;
};

type WatchFacts = {
  now: Date;
  /** since when this process has looked without a hole: one that slept, or could not reach Postgres, has missed runs itself */
  watchedSince: Date;
  tenants: readonly WatchedTenant[];
};

type WatchPlan = {
  /** begin of the newest run of anybody; null before the first */
  lastBegunAt: Date | null;
  raise: string[];
  clear: string[];
  /** whose notices are to be delivered now, because nobody else does or because there are new ones */
  deliver: string[];
};

/**
 * What a look at the job runner leads to. It serves all tenants alike, so one run of anybody is a sign of life and ends every alert. Told
 * are tenants whose engine is on and that had runs before: a new one waits for its first.
 */
export function planWatch({ now, watchedSince, tenants }: WatchFacts): WatchPlan {
  const lastBegunAt = newestOf(tenants);
  const told = tenants.filter((tenant) => tenant.isTold).map((tenant) => tenant.tenantId);
  if (!isRunnerSilent(lastBegunAt, now)) return { lastBegunAt, raise: [], clear: told, deliver: told };
  const isSure = now.getTime() - watchedSince.getTime() >= watchGraceMs;
  const untold = tenants.filter((tenant) => tenant.isActive && tenant.lastBegunAt !== null && !tenant.isTold);
  const raise = isSure ? untold.map((tenant) => tenant.tenantId) : [];
  return { lastBegunAt, raise, clear: [], deliver: [...told, ...raise] };
}

function newestOf(tenants: readonly WatchedTenant[]): Date | null {
  const begun = tenants.flatMap(({ lastBegunAt }) => lastBegunAt?.getTime() ?? []);
  return begun.length === 0 ? null : new Date(begun.reduce((newest, at) => Math.max(newest, at)));
}
