import { z } from "zod";
import type { EngineContext } from "#lib/engine/context.ts";
import { decodeCursor, toPage } from "#lib/http/paging.ts";
import { timeZoneOfProspect } from "#lib/sequencing/policy/time-zone.ts";
import type { Settings } from "#lib/settings/contract.ts";
import { loadSettings } from "#lib/settings/repo.ts";
import { describeReason } from "#lib/shared/reasons.ts";
import type { QueuedSend, SendPage, SendStatus } from "./contract.ts";
import { explainSend } from "./policy/explain-send.ts";
import { startOfDay } from "./policy/start-of-day.ts";
import { type SendRow, listSends as selectSends } from "./repo.ts";

export type SendsRequest = {
  tenantId: string;
  mailbox_id?: string;
  domain_id?: string;
  status?: SendStatus | "open";
  step?: number;
  limit: number;
  cursor?: string;
};

const open = ["queued", "claimed", "sending"];

/**
 * A page of today's queue in the order of its times, each message with what it waits for or why it was not sent (SPEC §7).
 * @throws AppError validation_failed for a cursor of another list
 */
export async function listSends(ctx: EngineContext, request: SendsRequest): Promise<SendPage> {
  const { tenantId, limit, status } = request;
  const at = decodeCursor(request.cursor, z.tuple([z.iso.datetime(), z.uuid()]));
  const now = ctx.now();
  return ctx.forTenant(tenantId, async (tx) => {
    const settings = await loadSettings(tx, tenantId);
    const filter = {
      mailboxId: request.mailbox_id,
      domainId: request.domain_id,
      statuses: status === undefined ? null : status === "open" ? open : [status],
      step: request.step,
    };
    const dayStart = startOfDay(settings.send_timezone, now);
    const page = { after: at && { at: at[0], id: at[1] }, limit: limit + 1 };
    const rows = await selectSends(tx, { tenantId, dayStart }, filter, page);
    return {
      ...toPage(
        rows,
        limit,
        (row) => [row.scheduled_at.toISOString(), row.id],
        (row) => toSend(row, settings, now),
      ),
      send_timezone: settings.send_timezone,
    };
  });
}

function toSend(row: SendRow, settings: Settings, now: Date): QueuedSend {
  const code = explainSend({
    status: row.status,
    statusReason: row.status_reason,
    isDue: row.scheduled_at <= now,
    engine: { isActive: settings.is_active, isPaused: settings.sequencer_paused },
    paused: {
      connection: row.paused.includes("connection"),
      domain: row.paused.includes("domain"),
      mailbox: row.paused.includes("mailbox"),
    },
    isMailboxActive: row.is_mailbox_active,
    isCampaignPaused: row.is_campaign_paused,
  });
  return {
    id: row.id,
    prospect_id: row.prospect_id,
    prospect: { name: row.name, company: row.company, email: row.email },
    prospect_time_zone: timeZoneOfProspect({ zip: row.zip, stateCode: row.state_code }),
    mailbox_id: row.mailbox_id,
    from_email: row.from_email,
    kind: row.kind,
    sequence_step: row.sequence_step,
    re_contact_cycle: row.re_contact_cycle,
    status: row.status as SendStatus,
    scheduled_at: row.scheduled_at.toISOString(),
    sent_at: row.sent_at?.toISOString() ?? null,
    reason: code === null ? null : { code, ...describeReason(code) },
    detail: row.status === "sent" ? null : row.status_detail,
  };
}
