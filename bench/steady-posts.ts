import type { Agent } from "node:http";
import { setTimeout as sleep } from "node:timers/promises";
import { callMany } from "./http-calls.ts";
import { createEvents, signedPost, type WebhookEvent, type WebhookTenant } from "./webhook-data.ts";

/** When a post was due, counted from the start, and how long after that it was answered with 200. */
export type PostTime = { atMs: number; tookMs: number; tries: number };

const retryMs = 250;
const largePost = 1_000;
/** So many posts of one event for each large one. */
const smallPosts = 4;
/** What a message goes through: from its delivery to a few opens. */
export const eventsAMessage = 5;
/**
 * So many messages, sent one soon after the other, have all their events before the next have any: at no time has a post more to look
 * back on than at another.
 */
const blockMessages = 20_000;

/**
 * Posts at a fixed rate, whether the ones before are answered or not, as a provider does: what is refused is posted again, the same
 * bytes, until it is taken. Times count from when a post was due, so a server that stands still shows in all that had to wait.
 */
export class SteadyPosts {
  readonly times: PostTime[] = [];
  /** events of posts that were answered with 200 */
  events = 0;
  readonly deliveredIds = new Set<string>();
  /** every event's id as the provider gave it, by what was acknowledged */
  readonly eventIds = new Set<string>();
  readonly #agent: Agent;
  readonly #tenant: WebhookTenant;
  readonly #messages: WebhookTenant["messages"];
  readonly #url: string;
  #block = 0;
  #round = 0;
  #at = 0;

  constructor(agent: Agent, appUrl: string, tenant: WebhookTenant) {
    this.#agent = agent;
    this.#tenant = tenant;
    this.#messages = inBlocks(tenant.messages);
    this.#url = `${appUrl}/api/webhooks/sendgrid/${tenant.connectionId}`;
  }

  /** Posts for so long, and answers when everything was taken. */
  async run(eventsPerSecond: number, lengthMs: number): Promise<void> {
    const gapMs = ((largePost + smallPosts) / eventsPerSecond / (smallPosts + 1)) * 1_000;
    const start = performance.now();
    const open: Promise<void>[] = [];
    for (let turn = 0; turn * gapMs < lengthMs; turn += 1) {
      const atMs = turn * gapMs;
      await sleep(Math.max(0, start + atMs - performance.now()));
      open.push(this.#post(turn % (smallPosts + 1) === 0 ? largePost : 1, { start, atMs }));
    }
    await Promise.all(open);
  }

  async #post(size: number, { start, atMs }: { start: number; atMs: number }): Promise<void> {
    const events = createEvents(this.#next(size));
    const call = { url: this.#url, method: "POST" as const, ...signedPost(this.#tenant, events) };
    for (let tries = 1; ; tries += 1) {
      const isTaken = await callMany(this.#agent, [call], 1).then(
        () => true,
        (error: Error) => {
          // Refused for good: posting it again would never end.
          if (/ answered 4\d\d/.test(error.message)) throw error;
          return false;
        },
      );
      if (isTaken) {
        this.times.push({ atMs, tookMs: performance.now() - start - atMs, tries });
        return this.#count(events);
      }
      await sleep(retryMs);
    }
  }

  #count(events: WebhookEvent[]): void {
    this.events += events.length;
    for (const event of events) {
      this.eventIds.add(event.sg_event_id);
      if (event.event === "delivered") this.deliveredIds.add(event.outreach_email_id);
    }
  }

  /** The next messages of a block, the block again until each has had its events, then the next block. */
  #next(size: number): WebhookTenant["messages"] {
    if (this.#at + size > blockMessages) {
      this.#at = 0;
      this.#round += 1;
    }
    if (this.#round === eventsAMessage) {
      this.#round = 0;
      this.#block += blockMessages;
    }
    const from = this.#block + this.#at;
    if (from + size > this.#messages.length) throw new Error("the soak has run out of messages");
    this.#at += size;
    return this.#messages.slice(from, from + size);
  }
}

/** Blocks of messages sent one soon after the other, as events come for; in no order within a block. Ids are ascending in time. */
function inBlocks(messages: WebhookTenant["messages"]): WebhookTenant["messages"] {
  const ids = messages.map(({ id }) => id).sort();
  const blocks = new Map(ids.map((id, rank) => [id, Math.floor(rank / blockMessages)]));
  const blockOf = (id: string) => blocks.get(id) ?? 0;
  return messages.toSorted((one, other) => blockOf(one.id) - blockOf(other.id));
}
