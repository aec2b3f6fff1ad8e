import type { Redis } from "ioredis";
import type { Database } from "#lib/db/types.ts";
import type { DnsPort } from "#lib/dns/types.ts";
import type { Logger } from "#lib/logger/logger.ts";
import type { PlatformMail } from "#lib/mail/platform-mail.ts";
import type { MailPort } from "#lib/mail/types.ts";
import type { EngineEvent } from "./events.ts";

export type EngineConfig = {
  /** public address of the console, without a slash at the end: unsubscribe links start with it */
  appUrl: string;
  /** 32 bytes: seals secrets and keys the unsubscribe links */
  encryptionKey: Buffer;
  /** former ones: they still open what they sealed, and their links still work */
  oldEncryptionKeys: Buffer[];
  isRecontactEnabled: boolean;
  /** how alerts are mailed; null when they are not */
  alertMail: PlatformMail | null;
};

/** Everything a use-case reaches the world through. Wired in two places: inngest/engine.ts and the tests. */
export type EngineContext = Pick<Database, "forTenant" | "acrossTenants"> & {
  redis: Redis;
  mail: MailPort;
  dns: DnsPort;
  /** Tells the job runner; never inside a transaction, and a failure loses nothing: reconcile-sends publishes again. */
  publish(events: EngineEvent[]): Promise<void>;
  now(): Date;
  log: Logger;
  config: EngineConfig;
};
