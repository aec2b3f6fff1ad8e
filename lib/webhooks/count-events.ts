import { metrics } from "#lib/metrics/metrics.ts";
import type { ReadPost } from "./read-sendgrid-post.ts";
import type { StoredPost } from "./store-events.ts";
import type { IncomingEvent } from "./types.ts";

/** Our names of what providers report; any other name, which a provider may make up, counts as `other`. */
const countedTypes = new Set([
  "processed",
  "delivered",
  "bounced",
  "blocked",
  "deferred",
  "dropped",
  "complained",
  "opened",
  "clicked",
  "unsubscribed",
]);

/** Counts the events of committed posts: in effect, parked, a duplicate of one stored before, or set aside as malformed. */
export function countEvents(posts: readonly ReadPost[], { planned, parked }: StoredPost): void {
  const effective = planned.flatMap((match) => match.events);
  const stored = new Set([...effective, ...parked].map((event) => event.fingerprint));
  count("in_effect", effective);
  count("parked", parked);
  // the first of several is the one that was stored
  const events = posts.flatMap((post) => post.events);
  count(
    "duplicate",
    events.filter((event) => !stored.delete(event.fingerprint)),
  );
  const malformed = posts.reduce((sum, post) => sum + post.malformed.length, 0);
  if (malformed > 0) metrics().webhookEvents.inc({ type: "other", result: "malformed" }, malformed);
}

function count(result: string, events: readonly IncomingEvent[]): void {
  const byType = Map.groupBy(events, ({ type }) => (countedTypes.has(type) ? type : "other"));
  for (const [type, of] of byType) metrics().webhookEvents.inc({ type, result }, of.length);
}
