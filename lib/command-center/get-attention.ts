import { selectPressingAlerts } from "#lib/alerts/list-alerts.ts";
import { selectAuditRows } from "#lib/audit/repo.ts";
import type { Tx } from "#lib/db/types.ts";
import type { EngineContext } from "#lib/engine/context.ts";
import { readHealth } from "#lib/sequencing/open-run.ts";
import { loadSettings } from "#lib/settings/repo.ts";
import type { Attention } from "./contract-attention.ts";
import { type DegradationFacts, findDegradations } from "./policy/find-degradations.ts";
import { readBriefHealth } from "./read-brief-health.ts";
import { readEngine } from "./read-engine.ts";
import { listPausedScopes } from "./repo.ts";
import { countPaused, countQuarantined, countUnknown, lastBegun, type PausedCount } from "./repo-attention.ts";

const dayMs = 24 * 3_600_000;
const mostQuarantined = 1_000;
/** The settings change seldom: the switch was among the last few changes. */
const changesLookedAt = 50;

/**
 * What needs attention on every page: health as GET /email-health keeps it, and a few counts, each on an index, none of which grows with
 * what is not recent. `upMs` is how long the console has been up, in milliseconds; left out, longer than a silent job runner may take.
 */
export async function getAttention(
  ctx: EngineContext,
  { tenantId, upMs = Number.POSITIVE_INFINITY }: { tenantId: string; upMs?: number },
): Promise<Attention> {
  const now = ctx.now();
  const health = await readBriefHealth(ctx, tenantId);
  const reputation = await readHealth(ctx, tenantId, now);
  return ctx.forTenant(tenantId, async (tx) => {
    const settings = await loadSettings(tx, tenantId);
    const { state, sentence, senders } = await readEngine(tx, { tenantId, settings, health: reputation, now });
    const alerts = await selectPressingAlerts(tx, tenantId, now);
    const paused = await countPaused(tx, tenantId);
    const quarantined = await countQuarantined(tx, tenantId, new Date(now.getTime() - dayMs), mostQuarantined);
    return {
      engine: {
        state,
        sentence,
        is_active: settings.is_active,
        is_paused: settings.sequencer_paused,
        is_simulated: senders.connections > 0 && senders.real === 0,
      },
      alerts: { open: alerts.length, critical: alerts.filter(({ severity }) => severity === "critical").length },
      in_trouble: health && { domains: health.domains.in_trouble, mailboxes: health.mailboxes.in_trouble },
      stopped_connections: sumOf(paused, "connection"),
      unknown_sends: await countUnknown(tx, tenantId),
      quarantined: {
        count: quarantined.count,
        at_least: quarantined.count === mostQuarantined,
        newest_at: quarantined.newest_at?.toISOString() ?? null,
        newest_reason: quarantined.newest_reason,
      },
      degradations: findDegradations({
        now,
        killSwitch: settings.sequencer_paused ? await whoStopped(tx, tenantId) : null,
        lastBegunAt: await lastBegun(tx, tenantId, "evaluate-health"),
        upMs,
        paused: await listPausedScopes(tx, tenantId),
        isSending: state === "sending",
        pausedByGuard: placesOf(paused.filter(({ is_by_person }) => !is_by_person)),
      }),
    };
  });
}

function placesOf(paused: readonly PausedCount[]): { domains: number; mailboxes: number } {
  return { domains: sumOf(paused, "domain"), mailboxes: sumOf(paused, "mailbox") };
}

function sumOf(paused: readonly PausedCount[], kind: string): number {
  return paused.filter(({ scope_kind }) => scope_kind === kind).reduce((sum, { count }) => sum + count, 0);
}

/** The audit line that turned the kill switch on; nothing known of it when it is too long ago. */
async function whoStopped(tx: Tx, tenantId: string): Promise<NonNullable<DegradationFacts["killSwitch"]>> {
  const filter = { targetKind: "settings", targetId: tenantId };
  const rows = await selectAuditRows(tx, tenantId, filter, { before: null, limit: changesLookedAt });
  const row = rows.find(({ after }) => isRecord(after) && after.sequencer_paused === true);
  return { at: row?.at ?? null, by: row?.actor_label ?? null, reason: row?.reason ?? null };
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null;
}
