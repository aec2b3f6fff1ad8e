import { Redis } from "ioredis";
import { createDatabase } from "#lib/db/client.ts";
import type { EngineContext } from "#lib/engine/context.ts";
import { createLogger } from "#lib/logger/logger.ts";
import { runRecontact } from "#lib/recontact/run-recontact.ts";
import { claimSend } from "#lib/sending/claim-send.ts";
import { generateEmail } from "#lib/sending/generate-email.ts";
import { handOverSend } from "#lib/sending/hand-over-send.ts";
import type { ChildOrder, ChildReport } from "./child-engine.ts";

// A process of its own that does one piece of work, tells at every edge where it is, and stays there when it is told to: the place
// to be killed at. Run by ChildEngine alone.

process.once("message", (order: ChildOrder) => void work(order));

async function work(order: ChildOrder): Promise<void> {
  const tell = (report: ChildReport) => process.send?.(report);
  const edge = async (name: string) => {
    tell({ edge: name });
    if (name === order.stopAt) await new Promise(() => {});
    if (name === order.waitAt) await isTold();
  };
  const ctx = createContext(order, edge, tell);
  try {
    await beReady(ctx);
    const begin = isTold();
    tell("ready");
    await begin;
    tell({ result: await does(ctx, order) });
  } catch (error) {
    tell({ error: (error as Error).message });
  }
}

const isTold = () => new Promise((resolve) => process.once("message", resolve));

/** Connected: whoever begins together is at work together. */
async function beReady({ acrossTenants, redis }: EngineContext): Promise<void> {
  await acrossTenants((tx) => tx.$queryRaw`SELECT 1`);
  await redis.ping();
}

async function does(ctx: EngineContext, { tenantId, task }: ChildOrder): Promise<unknown> {
  if (task.kind === "recontact") return runRecontact(ctx, { tenantId });
  const claimed = await claimSend(ctx, { tenantId, outreachEmailId: task.outreachEmailId });
  if (claimed.kind !== "claimed") return claimed;
  const text = await generateEmail(ctx, claimed.claim);
  return text.kind === "ready" ? handOverSend(ctx, claimed.claim) : text;
}

/** The engine's context with an edge before and after every commit, and around the hand-over to the provider. */
function createContext(
  order: ChildOrder,
  edge: (name: string) => Promise<void>,
  tell: (report: ChildReport) => void,
): EngineContext {
  const db = createDatabase(order.databaseUrl, { max: 4 });
  let transactions = 0;
  return {
    acrossTenants: db.acrossTenants,
    forTenant: async (tenantId, inside, options) => {
      const number = ++transactions;
      const commit = async (tx: Parameters<typeof inside>[0]) => {
        const result = await inside(tx);
        await edge(`before commit ${number}`);
        return result;
      };
      const result = await db.forTenant(tenantId, commit, options);
      await edge(`after commit ${number}`);
      return result;
    },
    redis: new Redis(order.redisUrl),
    mail: {
      deliver: async (_transport, message) => {
        await edge("before hand-over");
        tell({ accepted: message.messageId });
        await edge("after hand-over");
        return { kind: "accepted", providerMessageId: `p-${message.messageId}`, response: "250 ok" };
      },
      checkConnection: async () => ({ ok: true }),
      close: async () => {},
    },
    dns: {
      lookUpMailDomain: async (domain) => ({ kind: "accepts", mxHosts: [`mx.${domain}`] }),
      lookUpText: async () => ({ kind: "none" }),
    },
    publish: async () => {},
    now: () => new Date(order.now),
    log: createLogger("silent"),
    config: {
      appUrl: "http://127.0.0.1:3000",
      encryptionKey: Buffer.alloc(32, 7),
      oldEncryptionKeys: [],
      isRecontactEnabled: true,
      alertMail: null,
    },
  };
}
