import { refusalOf } from "./behaviour.ts";
import type { Journal, JournalState } from "./journal.ts";
import { planEvents } from "./plan-events.ts";
import type { AcceptedMessage, GivenMessage, PendingEvent } from "./types.ts";

/** Posts a body to a webhook; true when it was acknowledged. */
export type Post = (connectionId: string, webhookUrl: string, body: string) => Promise<boolean>;

type Options = { journal: Journal; post: Post; now: () => number; speed: number };

const eventsPerPost = 500;
const firstRetryMs = 2_000;
const longestRetryMs = 5 * 60_000;
/** SendGrid itself retries for a day. */
const maxFailures = 300;

export type SendRequest = { message: GivenMessage; webhookUrl: string; connectionId: string };

/** The email provider: takes messages, and tells of them when the time comes. The clock is given, the timer is the caller's. */
export class Provider {
  readonly #options: Options;
  readonly #state: JournalState;
  readonly #busy = new Set<string>();

  constructor(options: Options) {
    this.#options = options;
    this.#state = options.journal.open(options.now());
  }

  /** Takes a message or says why not. What is taken is in the journal before this returns. */
  accept({ message, webhookUrl, connectionId }: SendRequest) {
    const refusal = refusalOf(message.to.address);
    if (refusal) return { kind: "refused", refusal } as const;
    const accepted: AcceptedMessage = {
      providerMessageId: `sim-${crypto.randomUUID()}`,
      connectionId,
      webhookUrl,
      acceptedAt: this.#options.now(),
      messageId: message.messageId,
      from: message.from.address,
      to: message.to.address,
      subject: message.subject,
      customArgs: message.customArgs,
    };
    const links = [...message.html.matchAll(/href="(https?:[^"]+)"/g)].map((match) => match[1] ?? "");
    const events = planEvents(accepted, links).map((event) => this.#toPending(accepted, event));
    this.#options.journal.append({ type: "message", message: accepted, events });
    this.#state.messages.push(accepted);
    for (const event of events) this.#state.pending.set(event.id, event);
    return { kind: "accepted", providerMessageId: accepted.providerMessageId } as const;
  }

  /** Accepted messages of a connection, oldest first: a message that was handed over twice is here twice. */
  messagesOf(connectionId: string): AcceptedMessage[] {
    return this.#state.messages.filter((message) => message.connectionId === connectionId);
  }

  get pendingCount(): number {
    return this.#state.pending.size;
  }

  /** When to call `postDue` next; null when nothing is to come. */
  nextDueAt(): number | null {
    let next: number | null = null;
    for (const event of this.#state.pending.values()) {
      if (!this.#busy.has(event.id) && (next === null || event.dueAt < next)) next = event.dueAt;
    }
    return next;
  }

  /** Posts what is due, oldest first, in batches by webhook; what is not acknowledged comes again later. */
  async postDue(): Promise<void> {
    const now = this.#options.now();
    const due = [...this.#state.pending.values()].filter((event) => event.dueAt <= now && !this.#busy.has(event.id));
    const byWebhook = Map.groupBy(
      due.toSorted((a, b) => a.dueAt - b.dueAt),
      (event) => `${event.connectionId} ${event.webhookUrl}`,
    );
    await Promise.all([...byWebhook.values()].map((events) => this.#postInTurn(events)));
  }

  async #postInTurn(events: PendingEvent[]): Promise<void> {
    for (let start = 0; start < events.length; start += eventsPerPost) {
      await this.#postBatch(events.slice(start, start + eventsPerPost));
    }
  }

  async #postBatch(batch: PendingEvent[]): Promise<void> {
    const [first] = batch;
    if (!first) return;
    const ids = batch.map((event) => event.id);
    for (const id of ids) this.#busy.add(id);
    const body = JSON.stringify(batch.map((event) => event.body));
    const isPosted = await this.#options.post(first.connectionId, first.webhookUrl, body);
    for (const id of ids) this.#busy.delete(id);
    const givenUp = batch.filter((event) => event.failures + 1 >= maxFailures).map((event) => event.id);
    this.#settle(isPosted ? ids : givenUp, isPosted ? [] : ids.filter((id) => !givenUp.includes(id)));
  }

  #settle(over: string[], again: string[]): void {
    if (over.length > 0) this.#options.journal.append({ type: "posted", ids: over });
    for (const id of over) this.#state.pending.delete(id);
    if (again.length === 0) return;
    const failures = Math.max(...again.map((id) => this.#state.pending.get(id)?.failures ?? 0));
    const dueAt = this.#options.now() + Math.min(firstRetryMs * 2 ** failures, longestRetryMs);
    this.#options.journal.append({ type: "failed", ids: again, dueAt });
    for (const id of again) {
      const event = this.#state.pending.get(id);
      if (event) this.#state.pending.set(id, { ...event, dueAt, failures: event.failures + 1 });
    }
  }

  #toPending(message: AcceptedMessage, event: ReturnType<typeof planEvents>[number]): PendingEvent {
    const dueAt = message.acceptedAt + Math.round(event.delayMs / this.#options.speed);
    const id = crypto.randomUUID();
    const body = {
      ...message.customArgs,
      email: message.to,
      timestamp: Math.floor(dueAt / 1_000),
      "smtp-id": message.messageId,
      sg_event_id: id.replaceAll("-", ""),
      sg_message_id: `${message.providerMessageId}.recvd-0.0`,
      ip: "127.0.0.1",
      ...event.fields,
    };
    return { id, connectionId: message.connectionId, webhookUrl: message.webhookUrl, dueAt, failures: 0, body };
  }
}
