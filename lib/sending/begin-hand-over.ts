import type { Tx } from "#lib/db/types.ts";
import type { MailDomainAnswer } from "#lib/dns/types.ts";
import type { EngineContext } from "#lib/engine/context.ts";
import { readSharedHealth } from "#lib/reputation/read-shared-health.ts";
import { resolveScopes } from "#lib/reputation/resolve-scopes.ts";
import type { HealthMaps } from "#lib/reputation/types.ts";
import { lockSendFacts } from "#lib/sequencing/lock-send-facts.ts";
import { recipientDomainBlock } from "#lib/sequencing/policy/recipient-domain.ts";
import { recipientDomain } from "#lib/sequencing/policy/thresholds.ts";
import { calendarDay } from "#lib/sequencing/policy/zone-clock.ts";
import { loadSettingsForShare } from "#lib/settings/repo.ts";
import { isFreeMailDomain } from "#lib/shared/free-mail.ts";
import { isLocalConnection } from "#lib/shared/loopback.ts";
import { type RecipientProvider, recipientProviderOf } from "#lib/shared/recipient-provider.ts";
import { loadSenders } from "./load-senders.ts";
import { moveReservation } from "./move-reservation.ts";
import { preSendVerdict } from "./policy/pre-send.ts";
import {
  listBouncesOf,
  lockClaimedRow,
  lockSender,
  type MessageRow,
  passSendGate,
  type SenderRow,
} from "./repo-hand-over.ts";
import { markSending } from "./repo-ledger.ts";
import { type HandOver, sendingOf } from "./sending-of.ts";
import { leaseMs } from "./thresholds.ts";
import type { Claim, Sending, StopVerdict } from "./types.ts";

export type BeginResult = { kind: "go"; sending: Sending } | StopVerdict | { kind: "gone" };

/**
 * The last check, committed together with status `sending`, right before hand-over (SPEC §7). Everything that could forbid the send is
 * locked: the outreach row, settings, mailbox, sending domain, connection, recipient domain. So whatever commits first, a pause or
 * the send, the other one sees it.
 * @throws AppError dependency_unavailable when reputation can be read neither from Redis nor from Postgres
 */
export async function beginHandOver(ctx: EngineContext, claim: Claim): Promise<BeginResult> {
  const health = await readSharedHealth(ctx, claim.tenantId);
  const now = ctx.now();
  return ctx.forTenant(claim.tenantId, async (tx) => {
    await passSendGate(tx, claim);
    const [prospect] = await lockSendFacts(tx, claim.tenantId, [claim.outreachId]);
    const message = prospect && (await lockClaimedRow(tx, claim, now));
    if (!message) return { kind: "gone" };
    const settings = await loadSettingsForShare(tx, claim.tenantId);
    const today = calendarDay(settings.send_timezone, now);
    if (!(await holdsCapacity(tx, claim, message, { today, now }))) {
      return { kind: "stop", status: "cancelled", reason: "capacity_used" };
    }
    const sender = await lockSender(tx, claim, message.mailbox_id);
    const verdict = await judge(tx, { claim, message, prospect, sender, settings, health, now });
    if (verdict.kind === "stop") return verdict;
    const sending = sendingOf(ctx, { claim, message, prospect, sender, settings, now });
    if (sending === null) return { kind: "stop", status: "cancelled", reason: "provider_credentials" };
    return (await mark(tx, claim, sender, now)) ? { kind: "go", sending } : { kind: "gone" };
  });
}

/** A message handed over on another day than planned takes its reservation along, or does not go (SPEC §5). */
async function holdsCapacity(
  tx: Tx,
  claim: Claim,
  message: MessageRow,
  { today, now }: { today: string; now: Date },
): Promise<boolean> {
  if (message.capacity_day === today) return true;
  const row = { ...message, id: claim.outreachEmailId, tenant_id: claim.tenantId };
  return (await moveReservation(tx, row, today, { now })).kind === "reserved";
}

async function judge(tx: Tx, facts: HandOver & { health: HealthMaps }) {
  const { claim, message, prospect, sender, settings, health, now } = facts;
  const pool = await loadSenders(tx, claim.tenantId, { settings, health, now, ofMailboxId: message.mailbox_id });
  // This cycle's messages without the one in hand: it must not count as evidence for itself.
  const others = prospect.cycleMessages.filter((other) => other.messageId !== message.message_id);
  const preSend = {
    prospect: { ...prospect, cycleMessages: others },
    message: {
      step: message.sequence_step,
      cycle: message.re_contact_cycle,
      toEmail: message.to_email,
      hasText: message.subject !== null && message.body_text !== null && message.body_html !== null,
    },
    senderProblem: pool.senders.get(message.mailbox_id)?.problem ?? null,
    transport: { isSimulated: sender.kind === "simulator", isLocal: isLocalConnection(sender) },
    mailDomain: claim.mailDomain,
    recipientProblem: await recipientProblem(tx, claim, message, now),
  };
  return preSendVerdict(preSend, settings, now);
}

async function recipientProblem(tx: Tx, claim: Claim, message: MessageRow, now: Date) {
  const domain = message.recipient_domain;
  if (isFreeMailDomain(domain)) return null;
  const since = new Date(now.getTime() - recipientDomain.memoryMs);
  const bounces = await listBouncesOf(tx, claim.tenantId, domain, since);
  return recipientDomainBlock(bounces, message.sequence_step === 1, now)?.reason ?? null;
}

async function mark(tx: Tx, claim: Claim, sender: SenderRow, now: Date): Promise<boolean> {
  const identity = { domain: sender.domain, fromEmail: sender.from_email, connectionId: sender.connection_id };
  const [scopes] = await resolveScopes(tx, claim.tenantId, [identity]);
  if (!scopes) throw new Error("no reputation scopes for a sender");
  const reportsOpens = sender.kind === "simulator" || sender.event_source !== "none";
  return markSending(tx, claim, {
    claimId: claim.claimId,
    now,
    leaseUntil: new Date(now.getTime() + leaseMs),
    openTracked: sender.open_tracking && reportsOpens,
    connectionId: sender.connection_id,
    recipientProvider: providerOf(claim.mailDomain),
    scopes,
  });
}

/** What the claim's look-up says of the recipient's provider: nothing is asked again. */
function providerOf(mailDomain: MailDomainAnswer): RecipientProvider | null {
  const [host] = mailDomain.kind === "accepts" ? mailDomain.mxHosts : [];
  return host === undefined ? null : recipientProviderOf(host);
}
