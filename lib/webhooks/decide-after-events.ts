import type { Tx } from "#lib/db/types.ts";
import type { FactRow } from "#lib/sequencing/fact-row.ts";
import { decideNextSends } from "#lib/sequencing/recompute-next-send.ts";
import type { OutreachEffects } from "./policy/outreach-effects.ts";
import type { OutreachWrite } from "./repo-outreach.ts";

/**
 * Adds the next send, or the hold, that follows from these effects, so that each outreach is written once. The ledger must hold the
 * events' effects already. Engagement that has to be told anew is not known yet: those rows are left to `recomputeNextSend`.
 */
export async function decideAfterEvents(
  tx: Tx,
  scope: { tenantId: string; now: Date },
  effects: readonly OutreachEffects[],
): Promise<OutreachWrite[]> {
  const open = new Map(
    effects.flatMap((effect) => (effect.needsNextSend && !effect.isRetold ? [[effect.id, effect] as const] : [])),
  );
  const request = { ...scope, outreachIds: [...open.keys()] };
  const decided = await decideNextSends(tx, request, (row) => afterEffect(row, open.get(row.outreach_id)));
  const byId = new Map(decided.map((write) => [write.outreachId, write]));
  return effects.map((effect) => {
    const next = byId.get(effect.id);
    return { ...effect, nextSendAt: next?.nextSendAt ?? null, holdReason: next?.holdReason ?? null };
  });
}

function afterEffect(row: FactRow, effect: OutreachEffects | undefined): FactRow {
  if (effect === undefined) return row;
  return {
    ...row,
    status: effect.status,
    has_opened: row.has_opened || effect.openedAt !== null,
    has_clicked: row.has_clicked || effect.clickedAt !== null,
    email_open_count: Math.max(0, row.email_open_count + effect.opens),
    email_unsubscribed: row.email_unsubscribed || effect.unsubscribedAt !== null,
  };
}
