import { createDatabase } from "#lib/db/client.ts";
import { createDnsPort } from "#lib/dns/create-dns-port.ts";
import type { EngineContext } from "#lib/engine/context.ts";
import type { EngineEvent } from "#lib/engine/events.ts";
import { env } from "#lib/env.ts";
import { createLogger } from "#lib/logger/logger.ts";
import { createMailPort } from "#lib/mail/create-mail-port.ts";
import { platformMail } from "#lib/mail/platform-mail.ts";
import { createRedis } from "#lib/redis/client.ts";
import { inngest } from "./client.ts";
import { toRunnerEvent } from "./events.ts";

/** Events of one call to the job runner; it refuses bodies over 512 KB. */
const publishBatch = 500;

// Bundles may hold this module more than once; the process has one pool, one Redis connection and one mail port all the same.
const shared = globalThis as typeof globalThis & { outreachEngine?: EngineContext };

/** The context of the app and its jobs, wired on first use and then the same for the whole process. */
export function engineContext(): EngineContext {
  shared.outreachEngine ??= createEngineContext();
  return shared.outreachEngine;
}

function createEngineContext(): EngineContext {
  const settings = env();
  const log = createLogger(settings.LOG_LEVEL);
  const database = createDatabase(settings.DATABASE_URL, { max: settings.DATABASE_POOL_SIZE });
  return {
    forTenant: database.forTenant,
    acrossTenants: database.acrossTenants,
    redis: createRedis(settings.REDIS_URL, log),
    mail: createMailPort({ simulatorUrl: settings.SIMULATOR_URL, appUrl: settings.APP_URL }),
    dns: createDnsPort(),
    publish,
    now: () => new Date(),
    log,
    config: {
      appUrl: settings.APP_URL.replace(/\/+$/, ""),
      encryptionKey: Buffer.from(settings.ENCRYPTION_KEY, "base64"),
      oldEncryptionKeys: settings.ENCRYPTION_KEYS_OLD.map((key) => Buffer.from(key, "base64")),
      isRecontactEnabled: settings.AGENT_RECONTACT_AGENT,
      alertMail: platformMail(settings.ALERT_SMTP_URL, settings.ALERT_FROM),
    },
  };
}

async function publish(events: EngineEvent[]): Promise<void> {
  const now = new Date();
  for (let from = 0; from < events.length; from += publishBatch) {
    await inngest.send(events.slice(from, from + publishBatch).map((event) => toRunnerEvent(event, now)));
  }
}
