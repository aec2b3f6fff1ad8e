import type { Tx } from "#lib/db/types.ts";
import type { HealthMaps } from "#lib/reputation/types.ts";
import { recipientDomainBlock } from "#lib/sequencing/policy/recipient-domain.ts";
import { recipientDomain } from "#lib/sequencing/policy/thresholds.ts";
import type { VersionedSettings } from "#lib/settings/contract.ts";
import { isFreeMailDomain } from "#lib/shared/free-mail.ts";
import { isLocalConnection } from "#lib/shared/loopback.ts";
import { type LoadedSenders, loadSenders } from "./load-senders.ts";
import { preSendVerdict } from "./policy/pre-send.ts";
import { type BounceRow, listBouncesOf, type MessageRow } from "./repo-hand-over.ts";
import type { HandOver } from "./sending-of.ts";

type Moment = { settings: VersionedSettings; health: HealthMaps; now: Date };

/** What is known of the messages' senders and recipient domains. */
export type JudgingFacts = {
  bounces: ReadonlyMap<string, readonly BounceRow[]>;
  senders: LoadedSenders["senders"];
};

/** Reads what `judgeHandOver` goes by, of all messages at once: one statement, and one of reading senders. */
export async function loadJudgingFacts(
  tx: Tx,
  tenantId: string,
  candidates: readonly { message: MessageRow }[],
  moment: Moment,
): Promise<JudgingFacts> {
  const ofMailboxIds = [...new Set(candidates.map(({ message }) => message.mailbox_id))];
  const since = new Date(moment.now.getTime() - recipientDomain.memoryMs);
  const domains = candidates
    .map(({ message }) => message.recipient_domain)
    .filter((domain) => !isFreeMailDomain(domain));
  const [bounced, { senders }] = await Promise.all([
    domains.length === 0 ? [] : listBouncesOf(tx, tenantId, domains, since),
    loadSenders(tx, tenantId, { ...moment, ofMailboxIds }),
  ]);
  return { bounces: Map.groupBy(bounced, (row) => row.recipient_domain), senders };
}

/** May this message go now (policy/pre-send.ts)? */
export function judgeHandOver(handOver: HandOver, facts: JudgingFacts) {
  const { claim, message, prospect, sender, settings, now } = handOver;
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
    senderProblem: facts.senders.get(message.mailbox_id)?.problem ?? null,
    transport: { isSimulated: sender.kind === "simulator", isLocal: isLocalConnection(sender) },
    mailDomain: claim.mailDomain,
    recipientProblem: recipientProblem(facts.bounces.get(message.recipient_domain) ?? [], message, now),
  };
  return preSendVerdict(preSend, settings, now);
}

function recipientProblem(bounces: readonly BounceRow[], message: MessageRow, now: Date) {
  const own = bounces.map((bounce) => ({ at: bounce.at, isHard: bounce.is_hard }));
  return recipientDomainBlock(own, message.sequence_step === 1, now)?.reason ?? null;
}
