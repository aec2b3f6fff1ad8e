import type { Tx } from "#lib/db/types.ts";
import { cancelOpenSends } from "#lib/sending/cancel-open-sends.ts";
import { settleUnknownAsSent } from "#lib/sending/settle-send.ts";
import { recomputeNextSend } from "#lib/sequencing/recompute-next-send.ts";
import { decideAfterEvents } from "./decide-after-events.ts";
import type { PlannedMatch } from "./plan-matches.ts";
import { ledgerPatch } from "./policy/ledger-patch.ts";
import { outreachEffects, type Person } from "./policy/outreach-effects.ts";
import { personEffects } from "./policy/person-effects.ts";
import { updateVerdicts } from "./repo-events.ts";
import { findRepeatedBounces, patchLedger } from "./repo-ledger.ts";
import { retellEngagement, selectEmailKeys, writeOutreach } from "./repo-outreach.ts";
import { suppressPeople } from "./suppress-people.ts";
import { technicalBouncesPerAddress } from "./thresholds.ts";

/**
 * Everything that new events of known messages do, besides counting: ledger, outreach, suppressions, open sends, next sends (SPEC
 * §8). A fixed number of statements for any number of events; rare effects add a few.
 */
export async function takeEffects(
  tx: Tx,
  scope: { tenantId: string; now: Date },
  planned: PlannedMatch[],
): Promise<void> {
  if (planned.length === 0) return;
  const { tenantId, now } = scope;
  const settled = await settle(tx, scope, planned);
  await updateVerdicts(
    tx,
    tenantId,
    planned.flatMap((match) => match.plan.storedChanges),
  );
  await patchLedger(
    tx,
    tenantId,
    planned.flatMap((match) => ledgerPatch(match.plan, providerMessageIdOf(match)) ?? []),
    now,
  );
  const people = planned.map(({ plan }) => ({
    message: plan.message,
    effects: personEffects(plan),
    after: plan.after,
  }));
  await judgeTechnicalBounces(tx, tenantId, people);
  const outreach = outreachEffects(people, await addressesOf(tx, tenantId, people));
  await writeOutreach(tx, tenantId, await decideAfterEvents(tx, scope, outreach), now);
  const retold = outreach.filter((effect) => effect.isRetold).map((effect) => effect.id);
  await retellEngagement(tx, tenantId, retold);
  const stopped = await suppressPeople(tx, scope, people);
  await cancelOpenSends(tx, { tenantId, outreachIds: stopped, reason: "suppressed", now });
  // Most that are stopped have just left the sequence: nothing is left to decide for them.
  const ended = new Set(outreach.filter((effect) => !effect.isInSequence).map((effect) => effect.id));
  const open = [...retold, ...stopped, ...settled].filter((id) => !ended.has(id));
  await recomputeNextSend(tx, { tenantId, outreachIds: open, now });
}

/** Any event of a message proves that the provider took it. */
async function settle(tx: Tx, scope: { tenantId: string; now: Date }, planned: PlannedMatch[]): Promise<string[]> {
  const unknown = planned.map((match) => match.plan.message).filter((message) => message.status === "unknown");
  if (unknown.length === 0) return [];
  await settleUnknownAsSent(tx, { ...scope, outreachEmailIds: unknown.map((message) => message.id) });
  return unknown.map((message) => message.outreachId);
}

/** What the provider calls the message; the same in all its events. */
function providerMessageIdOf({ events }: PlannedMatch): string | null {
  let first: string | null = null;
  for (const { providerMessageId } of events)
    if (providerMessageId !== null && (first === null || providerMessageId < first)) first = providerMessageId;
  return first;
}

/** The second technical bounce of an address counts as a hard one. */
async function judgeTechnicalBounces(tx: Tx, tenantId: string, people: Person[]): Promise<void> {
  const ids = people.filter((person) => person.effects.isTechnicallyBounced).map((person) => person.message.id);
  if (ids.length === 0) return;
  const bounced = { ids, type: "technical", atLeast: technicalBouncesPerAddress };
  const repeated = new Set(await findRepeatedBounces(tx, tenantId, bounced));
  for (const { message, effects } of people) {
    if (!repeated.has(message.id)) continue;
    effects.isHardBounced = true;
    effects.suppressFor ??= "bounced";
  }
}

/** A bounce of an address that the prospect no longer has says nothing about the new one. */
async function addressesOf(tx: Tx, tenantId: string, people: Person[]): Promise<Map<string, string | null>> {
  const bounced = people.filter((person) => person.effects.isHardBounced).map((person) => person.message.outreachId);
  return bounced.length === 0 ? new Map() : selectEmailKeys(tx, tenantId, bounced);
}
