import type { CampaignFacts, CampaignStep } from "#lib/campaigns/policy/campaign-steps.ts";
import type { Tx } from "#lib/db/types.ts";
import { isRoleAddress } from "#lib/shared/address-kinds.ts";
import { isLocalConnection } from "#lib/shared/loopback.ts";
import type { HoldReason } from "#lib/shared/reasons.ts";
import { findSuppressed } from "#lib/suppressions/find-suppressed.ts";
import { dateOf, emailKeyOf, type FactRow, notBeforeOf } from "./fact-row.ts";
import { audienceOf, bestDayPart } from "./policy/day-parts.ts";
import { isDemoAddress } from "./policy/transport.ts";
import { listDayPartAnswers } from "./repo-day-parts.ts";
import {
  type CampaignRow,
  listCampaigns,
  listConnectionKinds,
  listSequenceMessages,
  listTransportsInUse,
  type SequenceMessageRow,
} from "./repo-facts.ts";
import type { CycleMessage, SendFacts, TenantFacts } from "./types.ts";

export type LoadedFacts = {
  /** in the order of the rows */
  facts: SendFacts[];
  campaigns: CampaignRow[];
};

/** Completes locked outreach rows with their cycle's messages, campaigns and suppressions: four statements for any number. */
export async function loadSendFacts(tx: Tx, tenantId: string, rows: readonly FactRow[]): Promise<LoadedFacts> {
  if (rows.length === 0) return { facts: [], campaigns: [] };
  const outreachIds = rows.map((row) => row.outreach_id);
  const emailKeys = rows.flatMap((row) => emailKeyOf(row) ?? []);
  const campaignIds = [...new Set(rows.flatMap((row) => row.campaign_id ?? []))];
  const [messages, connections, suppressed, campaigns] = await Promise.all([
    listSequenceMessages(tx, tenantId, outreachIds),
    listConnectionKinds(tx, tenantId),
    findSuppressed(tx, emailKeys),
    listCampaigns(tx, tenantId, campaignIds),
  ]);
  const campaignById = new Map(campaigns.map((row) => [row.id, toCampaign(row)]));
  const messagesOf = Map.groupBy(messages, (message) => message.outreach_id);
  const kindOf = new Map(connections.map(({ id, kind }) => [id, kind]));
  const facts = rows.map((row) => ({
    ...toFacts(row),
    isSuppressed: suppressed.has(emailKeyOf(row) ?? ""),
    campaign: row.campaign_id === null ? null : (campaignById.get(row.campaign_id) ?? null),
    cycleMessages: (messagesOf.get(row.outreach_id) ?? [])
      .filter((message) => message.cycle === row.cycle)
      .map((message) => toMessage(message, kindOf.get(message.connection_id ?? ""))),
  }));
  return { facts, campaigns };
}

/** What is the same for every prospect of the tenant. */
export async function loadTenantFacts(tx: Tx, tenantId: string): Promise<TenantFacts> {
  const [connections, answers] = await Promise.all([
    listTransportsInUse(tx, tenantId),
    listDayPartAnswers(tx, tenantId),
  ]);
  return {
    bestDayParts: new Map(
      answers.flatMap((row) => {
        const best = bestDayPart(row);
        const audience = audienceOf(row.trade_type, row.state_code);
        return best && audience ? [[audience, best] as const] : [];
      }),
    ),
    transportsInUse: connections.map((connection) => ({
      isSimulated: connection.kind === "simulator",
      isLocal: isLocalConnection(connection),
    })),
  };
}

export function toCampaign(row: Pick<CampaignRow, "status" | "steps">): CampaignFacts {
  return { status: row.status as CampaignFacts["status"], steps: row.steps as CampaignStep[] };
}

function toFacts(row: FactRow): Omit<SendFacts, "isSuppressed" | "campaign" | "cycleMessages"> {
  return {
    outreachId: row.outreach_id,
    prospectId: row.prospect_id,
    status: row.status,
    step: row.step,
    cycle: row.cycle,
    holdReason: row.hold_reason as HoldReason | null,
    readyAt: dateOf(row.ready_ms) ?? new Date(0),
    notBefore: notBeforeOf(row),
    lastEmailSentAt: dateOf(row.last_email_sent_ms),
    hasOpened: row.has_opened,
    hasClicked: row.has_clicked,
    hasReplied: row.has_replied,
    emailOpenCount: row.email_open_count,
    isUnsubscribed: row.email_unsubscribed,
    email: row.email,
    isVerified: row.email_verified,
    verifiedAt: dateOf(row.verified_ms),
    hasConsent: row.has_consent,
    isRoleAddress: row.email !== null && isRoleAddress(row.email),
    isDemo: row.is_demo || isDemoAddress(row.email),
    place: { zip: row.zip, stateCode: row.state_code },
    tradeType: row.trade_type,
  };
}

function toMessage(row: SequenceMessageRow, connectionKind: string | undefined): CycleMessage {
  return {
    step: row.step,
    status: row.status as CycleMessage["status"],
    scheduledAt: dateOf(row.scheduled_ms),
    sentAt: dateOf(row.sent_ms),
    deliveredAt: dateOf(row.delivered_ms),
    openedAt: dateOf(row.opened_ms),
    isOpenTracked: row.open_tracked,
    mailboxId: row.mailbox_id,
    messageId: row.message_id,
    isSimulated: connectionKind === undefined ? null : connectionKind === "simulator",
  };
}
