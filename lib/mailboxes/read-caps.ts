import type { Tx } from "#lib/db/types.ts";
import type { HealthMaps } from "#lib/reputation/types.ts";
import { type LoadedSenders, loadSenders } from "#lib/sending/load-senders.ts";
import type { Settings } from "#lib/settings/contract.ts";

type Sources = {
  settings: Settings;
  /** null when reputation cannot be read: caps are then without it */
  health: HealthMaps | null;
  now: Date;
  mailboxIds: readonly string[];
};

/** Messages that each may send today as planning takes it, by id; whoever may not send at all has 0 (SPEC §5). */
export type Caps = { mailboxes: ReadonlyMap<string, number>; domains: ReadonlyMap<string, number> };

/** The caps of today of these mailboxes and of their domains. */
export async function readCaps(tx: Tx, tenantId: string, { mailboxIds, ...sources }: Sources): Promise<Caps> {
  return capsOf(await loadSenders(tx, tenantId, { ...sources, ofMailboxIds: mailboxIds }));
}

/** A domain sends no more than its warm-up and its probation let it, nor than its mailboxes do together. */
export function capsOf({ senders, domains }: Pick<LoadedSenders, "senders" | "domains">): Caps {
  const mailboxes = new Map([...senders].map(([id, { problem, cap }]) => [id, problem === null ? cap : 0]));
  const together = new Map<string, number>();
  for (const [id, { domainId }] of senders) {
    together.set(domainId, (together.get(domainId) ?? 0) + (mailboxes.get(id) ?? 0));
  }
  return {
    mailboxes,
    domains: new Map([...domains].map(([id, { cap }]) => [id, Math.min(cap, together.get(id) ?? 0)])),
  };
}
