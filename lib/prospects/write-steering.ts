import type { AuditRecord } from "#lib/audit/types.ts";
import { writeAudit } from "#lib/audit/write-audit.ts";
import type { Tx } from "#lib/db/types.ts";
import { type LockedProspect, readOutreach } from "./repo-change.ts";

type Outreach = LockedProspect["outreach"];
type Act = Pick<AuditRecord, "tenantId" | "actor" | "action" | "reason" | "requestId"> & {
  prospectId: string;
  /** the action that this one took back */
  undone?: string;
};

/**
 * The audit line of what a person did about where a prospect stands: the same fields before and after, so that nothing reads as a change
 * that was none. Comes last in the transaction: what it is held by, or when it is next written to, has been worked out by then.
 */
export async function writeSteering(tx: Tx, before: Outreach, { prospectId, undone, ...line }: Act): Promise<void> {
  const after = await readOutreach(tx, before.id);
  await writeAudit(tx, {
    ...line,
    targetKind: "prospect",
    targetId: prospectId,
    before: standingOf(before),
    after: { undone, ...standingOf(after) },
  });
}

function standingOf(outreach: Outreach) {
  const { status, hold_reason, next_send_at, last_email_replied_at, re_contact_cycle, campaign_id } = outreach;
  return { status, hold_reason, next_send_at, last_email_replied_at, re_contact_cycle, campaign_id };
}
