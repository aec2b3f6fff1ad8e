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

type Judged = HandOver & { health: HealthMaps };
type Moment = { settings: VersionedSettings; now: Date };

/** May each of these messages go now (policy/pre-send.ts)? One verdict a message, in their order; two statements and those of reading senders. */
export async function judgeHandOvers(
  tx: Tx,
  tenantId: string,
  handOvers: readonly Judged[],
  { settings, now }: Moment,
) {
  const since = new Date(now.getTime() - recipientDomain.memoryMs);
  const domains = handOvers
    .map(({ message }) => message.recipient_domain)
    .filter((domain) => !isFreeMailDomain(domain));
  const bounced = domains.length === 0 ? [] : await listBouncesOf(tx, tenantId, domains, since);
  const bounces = Map.groupBy(bounced, (row) => row.recipient_domain);
  const sendersBy = await loadSendersByHealth(tx, tenantId, handOvers, { settings, now });
  return handOvers.map((handOver) => {
    const { claim, message, prospect, sender, health } = handOver;
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
      senderProblem: sendersBy.get(health)?.senders.get(message.mailbox_id)?.problem ?? null,
      transport: { isSimulated: sender.kind === "simulator", isLocal: isLocalConnection(sender) },
      mailDomain: claim.mailDomain,
      recipientProblem: recipientProblem(bounces.get(message.recipient_domain) ?? [], message, now),
    };
    return preSendVerdict(preSend, settings, now);
  });
}

/** The senders as each reading of health sees them; those who come together nearly always share one. */
async function loadSendersByHealth(
  tx: Tx,
  tenantId: string,
  handOvers: readonly Judged[],
  moment: Moment,
): Promise<Map<HealthMaps, LoadedSenders>> {
  const loaded = new Map<HealthMaps, LoadedSenders>();
  for (const [health, group] of Map.groupBy(handOvers, (handOver) => handOver.health)) {
    const ofMailboxIds = [...new Set(group.map(({ message }) => message.mailbox_id))];
    loaded.set(health, await loadSenders(tx, tenantId, { ...moment, health, ofMailboxIds }));
  }
  return loaded;
}

function recipientProblem(bounces: readonly BounceRow[], message: MessageRow, now: Date) {
  const own = bounces.map((bounce) => ({ at: bounce.at, isHard: bounce.is_hard }));
  return recipientDomainBlock(own, message.sequence_step === 1, now)?.reason ?? null;
}
