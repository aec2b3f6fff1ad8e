import { Redis } from "ioredis";
import { afterAll, inject } from "vitest";
import { createDatabase } from "#lib/db/client.ts";
import { lookUpStandInText } from "#lib/dns/stand-in.ts";
import type { MailDomainAnswer, TextAnswer } from "#lib/dns/types.ts";
import type { EngineContext } from "#lib/engine/context.ts";
import type { EngineEvent } from "#lib/engine/events.ts";
import { createLogger } from "#lib/logger/logger.ts";
import type { DeliveryOutcome, MailTransport, OutgoingMessage } from "#lib/mail/types.ts";

export type TestContext = EngineContext & {
  /** messages handed to the fake mail port, in order */
  delivered: { transport: MailTransport; message: OutgoingMessage }[];
  published: EngineEvent[];
  setNow(now: Date | string): void;
  /** decides what the next hand-overs come to; default: accepted */
  onDeliver(answer: (message: OutgoingMessage) => DeliveryOutcome | Promise<DeliveryOutcome>): void;
  /** decides what DNS says; default: accepts */
  onLookUp(answer: (domain: string) => MailDomainAnswer): void;
  /** decides what DNS says of text records; default: what the stand-in says */
  onLookUpText(answer: (name: string) => TextAnswer): void;
};

/**
 * A context on the real Postgres and Redis of the test run, with fake mail, DNS, job runner and clock. Call it at the top of a
 * suite: connections close when the suite ends. `databaseUrl`: another database than the run's (own-database.ts). The clock stands at 2026-06-10 16:00 UTC, a Wednesday, 11:00 in Chicago.
 */
export function createTestContext(databaseUrl = inject("databaseUrl")): TestContext {
  const db = createDatabase(databaseUrl, { max: 10 });
  const redis = new Redis(inject("redisUrl"));
  afterAll(async () => {
    await db.close();
    redis.disconnect();
  });
  let now = new Date("2026-06-10T16:00:00Z");
  let deliver: (message: OutgoingMessage) => DeliveryOutcome | Promise<DeliveryOutcome> = acceptAll;
  let lookUpText: (name: string) => TextAnswer = lookUpStandInText;
  let lookUp: (domain: string) => MailDomainAnswer = (domain) => ({ kind: "accepts", mxHosts: [`mx.${domain}`] });
  const context: TestContext = {
    ...db,
    redis,
    delivered: [],
    published: [],
    mail: {
      deliver: async (transport, message) => {
        context.delivered.push({ transport, message });
        return deliver(message);
      },
      checkConnection: async () => ({ ok: true }),
      close: async () => {},
    },
    dns: { lookUpMailDomain: async (domain) => lookUp(domain), lookUpText: async (name) => lookUpText(name) },
    publish: async (events) => {
      context.published.push(...events);
    },
    now: () => now,
    log: createLogger("silent"),
    config: {
      appUrl: "http://127.0.0.1:3000",
      encryptionKey: Buffer.alloc(32, 7),
      oldEncryptionKeys: [],
      isRecontactEnabled: true,
      alertMail: null,
    },
    setNow: (value) => {
      now = new Date(value);
    },
    onDeliver: (answer) => {
      deliver = answer;
    },
    onLookUp: (answer) => {
      lookUp = answer;
    },
    onLookUpText: (answer) => {
      lookUpText = answer;
    },
  };
  return context;
}

function acceptAll(): DeliveryOutcome {
  return { kind: "accepted", providerMessageId: `provider-${crypto.randomUUID()}`, response: "250 ok" };
}
