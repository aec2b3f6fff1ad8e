import type { Tx } from "#lib/db/types.ts";
import type { MailDomainAnswer } from "#lib/dns/types.ts";
import { resolveScopes } from "#lib/reputation/resolve-scopes.ts";
import { type RecipientProvider, recipientProviderOf } from "#lib/shared/recipient-provider.ts";
import { markSending } from "./repo-ledger.ts";
import type { HandOver } from "./sending-of.ts";
import { leaseMs } from "./thresholds.ts";

/** Marks messages as `sending`, with what they will count for; answers the ids whose claim was still held. */
export async function markHandOvers(
  tx: Tx,
  tenantId: string,
  handOvers: readonly HandOver[],
  now: Date,
): Promise<Set<string>> {
  if (handOvers.length === 0) return new Set();
  const identities = handOvers.map(({ sender }) => ({
    domain: sender.domain,
    fromEmail: sender.from_email,
    connectionId: sender.connection_id,
  }));
  const scopes = await resolveScopes(tx, tenantId, identities);
  const marks = handOvers.map(({ claim, sender }, index) => {
    const own = scopes[index];
    if (!own) throw new Error("no reputation scopes for a sender");
    const reportsOpens = sender.kind === "simulator" || sender.event_source !== "none";
    return {
      outreachEmailId: claim.outreachEmailId,
      claimId: claim.claimId,
      openTracked: sender.open_tracking && reportsOpens,
      connectionId: sender.connection_id,
      recipientProvider: providerOf(claim.mailDomain),
      scopes: own,
    };
  });
  return markSending(tx, tenantId, marks, { now, leaseUntil: new Date(now.getTime() + leaseMs) });
}

/** What the claim's look-up says of the recipient's provider: nothing is asked again. */
function providerOf(mailDomain: MailDomainAnswer): RecipientProvider | null {
  const [host] = mailDomain.kind === "accepts" ? mailDomain.mxHosts : [];
  return host === undefined ? null : recipientProviderOf(host);
}
