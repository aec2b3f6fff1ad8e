import type { EngineContext } from "#lib/engine/context.ts";
import { readHealth } from "#lib/sequencing/open-run.ts";
import { loadSettings } from "#lib/settings/repo.ts";
import type { NextGlance } from "./contract.ts";
import { explainNext } from "./policy/explain-next.ts";
import { obstacleAt, type Room, readRoom } from "./read-room.ts";
import type { ProspectRow } from "./repo.ts";
import { listOpenEmails, type OpenEmail } from "./repo-timeline.ts";

/**
 * What comes next for each prospect of a page, as its own page says it: one statement for messages on their way, and what keeps those who
 * are due from being planned is read once, if anybody is.
 */
export async function glanceNext(
  ctx: EngineContext,
  tenantId: string,
  rows: readonly ProspectRow[],
  now: Date,
): Promise<(row: ProspectRow) => NextGlance> {
  const ids = rows.map((row) => row.outreach_id);
  const open = await ctx.forTenant(tenantId, (tx) => listOpenEmails(tx, tenantId, ids));
  const openOf = new Map(open.map((email) => [email.outreach_id, email]));
  const asked = rows.filter((row) => mayWait(row, now) && !openOf.has(row.outreach_id)).map((row) => row.outreach_id);
  const room = asked.length > 0 ? await roomOf(ctx, tenantId, asked, now) : null;
  return (row) => glanceOf(row, openOf.get(row.outreach_id), room, now);
}

async function roomOf(ctx: EngineContext, tenantId: string, ids: readonly string[], now: Date): Promise<Room> {
  const health = await readHealth(ctx, tenantId, now);
  return ctx.forTenant(tenantId, async (tx) =>
    readRoom(tx, tenantId, { settings: await loadSettings(tx, tenantId), health, now }, ids),
  );
}

function glanceOf(row: ProspectRow, open: OpenEmail | undefined, room: Room | null, now: Date): NextGlance {
  const place = { zip: row.zip, stateCode: row.state_code };
  const next = explainNext(
    {
      status: row.status,
      step: row.outreach_sequence_step,
      nextSendAt: row.next_send_at,
      holdReason: row.hold_reason,
      lastDecision: row.passed_over_for === null ? null : { kind: "none", reason: row.passed_over_for },
      campaign: null,
      openEmail: open ? { status: open.status, step: open.sequence_step, scheduledAt: open.scheduled_at } : null,
      obstacle: room && mayWait(row, now) ? obstacleAt(room, row.outreach_id, place) : null,
    },
    now,
  );
  return {
    kind: next.kind,
    is_due: next.isDue,
    at: next.at?.toISOString() ?? null,
    reason: next.reason,
    short: next.short,
  };
}

/** ISO instant of the next email: of a message on its way its own, while the column says when planning looks again. */
export function nextSendAt({ kind, at }: NextGlance, stored: Date | null): string | null {
  return kind === "queued" ? at : (stored?.toISOString() ?? null);
}

/** Due, or put off when planning looked at it. */
function mayWait({ next_send_at: at, passed_over_for: reason }: ProspectRow, now: Date): boolean {
  return at !== null && (at <= now || reason !== null);
}
