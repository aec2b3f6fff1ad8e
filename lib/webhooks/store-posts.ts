import type { Tx } from "#lib/db/types.ts";
import { beginBooking, type PendingBooking } from "./book-plans.ts";
import type { EventsReceived } from "./contract.ts";
import { matchMessages } from "./match-messages.ts";
import { planMatches } from "./plan-matches.ts";
import { troubledScopes } from "./policy/troubled-scopes.ts";
import type { ReadPost } from "./read-sendgrid-post.ts";
import { type EventSource, insertQuarantined } from "./repo-events.ts";
import { type Novelty, type StoredPost, storeEvents } from "./store-events.ts";
import { takeEffects } from "./take-effects.ts";
import type { IncomingEvent } from "./types.ts";

export type StoredPosts = {
  results: EventsReceived[];
  booking: PendingBooking;
  /** scopes of what bounced, was blocked or complained about, by the numbers of their counters */
  troubled: number[];
  events: StoredPost;
};

/** Stores posts of one connection and lets them take effect; answers a result a post. An event in several belongs to the first. */
export async function storePosts(
  tx: Tx,
  source: EventSource,
  posts: readonly ReadPost[],
  novelty: Novelty,
): Promise<StoredPosts> {
  const { tenantId, receivedAt: now } = source;
  const own = ownEvents(posts);
  const events = own.flat().sort((a, b) => (a.fingerprint < b.fingerprint ? -1 : 1));
  const matches = await matchMessages(tx, tenantId, events);
  const matched = new Set(matches.flatMap((match) => match.events.map((event) => event.fingerprint)));
  const unmatched = events.filter((event) => !matched.has(event.fingerprint));
  const plans = await planMatches(tx, tenantId, matches);
  const stored = await storeEvents(tx, source, { planned: plans, unmatched, novelty });
  const { planned } = stored;
  const quarantined: number[] = [];
  for (const post of posts) quarantined.push(await insertQuarantined(tx, source, post.malformed));
  await takeEffects(tx, { tenantId, now }, planned);
  const newPlans = planned.map((match) => match.plan);
  const booking = await beginBooking(tx, { tenantId, now }, newPlans);
  const effective = new Set(planned.flatMap((match) => match.events.map((event) => event.fingerprint)));
  const parked = new Set(stored.parked.map((event) => event.fingerprint));
  const results = posts.map((post, index) => {
    const count = (set: ReadonlySet<string>) => own[index]?.filter((event) => set.has(event.fingerprint)).length ?? 0;
    const [inEffect, waiting] = [count(effective), count(parked)];
    return {
      received: post.received,
      stored: inEffect + waiting,
      parked: waiting,
      quarantined: quarantined[index] ?? 0,
    };
  });
  return { results, booking, troubled: troubledScopes(newPlans), events: stored };
}

/** The events of each post that no post before it has, by what they are or by the id the provider gave them. */
function ownEvents(posts: readonly ReadPost[]): IncomingEvent[][] {
  if (posts.length === 1) return [posts[0]?.events ?? []];
  const known = new Set<string>();
  return posts.map(({ events }) => events.filter((event) => isNew(known, event)));
}

function isNew(known: Set<string>, event: IncomingEvent): boolean {
  const names = [event.fingerprint];
  if (event.providerEventId !== null) names.push(`${event.providerEventId} ${event.statedSecond}`);
  if (names.some((name) => known.has(name))) return false;
  for (const name of names) known.add(name);
  return true;
}
