import type { Agent } from "node:http";
import { callMany, type HttpCall } from "./http-calls.ts";
import { createEvents, signedPost, type WebhookTenant } from "./webhook-data.ts";

/** Signed posts to the webhook route, each message in one of them. */
export class WebhookPosts {
  readonly #url: string;
  readonly #tenant: WebhookTenant;
  readonly #agent: Agent;
  readonly #sizes: { posts: number; events: number; atOnce: number };
  #at = 0;
  #waiting: HttpCall[] = [];

  constructor(
    appUrl: string,
    tenant: WebhookTenant,
    agent: Agent,
    sizes: { posts: number; events: number; atOnce: number },
  ) {
    this.#url = `${appUrl}/api/webhooks/sendgrid/${tenant.connectionId}`;
    this.#tenant = tenant;
    this.#agent = agent;
    this.#sizes = sizes;
  }

  prepare(): void {
    const { posts, events } = this.#sizes;
    this.#waiting = Array.from({ length: posts }, () => {
      const messages = this.#tenant.messages.slice(this.#at, this.#at + events);
      this.#at += events;
      return { url: this.#url, method: "POST", ...signedPost(this.#tenant, createEvents(messages)) };
    });
  }

  async send(): Promise<number> {
    const answers = await callMany(this.#agent, this.#waiting, this.#sizes.atOnce);
    const stored = answers.reduce((sum, body) => sum + (JSON.parse(body) as { stored: number }).stored, 0);
    const sent = this.#waiting.length * this.#sizes.events;
    if (stored !== sent) throw new Error(`${sent} events were sent, ${stored} stored`);
    return stored;
  }
}
