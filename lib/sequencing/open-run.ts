import type { EngineContext } from "#lib/engine/context.ts";
import { AppError } from "#lib/errors/app-error.ts";
import { staleThrottle } from "#lib/reputation/policy/stale-throttle.ts";
import { readHealthMaps } from "#lib/reputation/read-health-maps.ts";
import type { HealthMaps } from "#lib/reputation/types.ts";
import { loadSenders } from "#lib/sending/load-senders.ts";
import { listCapacityUse } from "#lib/sending/repo-capacity.ts";
import type { Settings } from "#lib/settings/contract.ts";
import { loadSettings } from "#lib/settings/repo.ts";
import type { SendReason } from "#lib/shared/reasons.ts";
import { calendarDay } from "#lib/shared/zone-clock.ts";
import { DayBook } from "./day-book.ts";
import { type Allowance, hasFitSender, type RunFrame, runAllowance, runFrame } from "./planning-state.ts";

/** A run under way. `progress` is what its batches add to. */
export type SequencerRun = {
  frame: RunFrame;
  health: HealthMaps | "unavailable";
  /** no mailbox may send: due prospects are only told so */
  isTurnAway: boolean;
  progress: {
    allowance: Allowance;
    rows: number;
    queued: number;
    /** messages spread over the half hour: expected in all, placed so far */
    expected: number;
    placed: number;
    isOver: boolean;
    /** why nothing is planned any more: somebody has switched it off meanwhile */
    closed: SendReason | null;
    fullCampaigns: Set<string>;
    passedOver: Map<string, number>;
  };
};

export type OpenedRun = { kind: "open"; run: SequencerRun } | { kind: "closed"; reason: SendReason };

/** Reads settings, health (once) and what the day allows. Closed: engine off or paused, or no postal address. */
export async function openRun(ctx: EngineContext, tenantId: string): Promise<OpenedRun> {
  const now = ctx.now();
  const settings = await ctx.forTenant(tenantId, (tx) => loadSettings(tx, tenantId));
  const reason = closedReason(settings);
  if (reason) return { kind: "closed", reason };
  const health = await readHealth(ctx, tenantId, now);
  const frame = runFrame(tenantId, settings, now, calendarDay(settings.send_timezone, now));
  const { allowance, isTurnAway } = await ctx.forTenant(tenantId, async (tx) => {
    const senders = await loadSenders(tx, tenantId, { settings, health, now });
    const book = new DayBook(await listCapacityUse(tx, tenantId, frame.day, []));
    return { allowance: runAllowance(frame, senders, book), isTurnAway: !hasFitSender(senders) };
  });
  const progress = {
    allowance,
    rows: 0,
    queued: 0,
    expected: allowance.paced,
    placed: 0,
    isOver: false,
    closed: null,
    fullCampaigns: new Set<string>(),
    passedOver: new Map<string, number>(),
  };
  return { kind: "open", run: { frame, health, isTurnAway, progress } };
}

/** Why nothing is planned at all. */
export function closedReason(settings: Settings): SendReason | null {
  if (!settings.is_active || settings.sequencer_paused) return "engine_paused";
  return settings.company_address?.trim() ? null : "no_postal_address";
}

/** Counters too old to go by stop everybody, like counters that cannot be read (GOALS, "Redis down while sending"). */
export async function readHealth(ctx: EngineContext, tenantId: string, now: Date): Promise<HealthMaps | "unavailable"> {
  try {
    return usableHealth(await readHealthMaps(ctx, tenantId), now);
  } catch (error) {
    if (error instanceof AppError && error.code === "dependency_unavailable") return "unavailable";
    throw error;
  }
}

export function usableHealth(maps: HealthMaps, now: Date): HealthMaps | "unavailable" {
  return staleThrottle(maps, now) === "paused" ? "unavailable" : maps;
}
