import { Redis } from "ioredis";
import pg from "pg";
import { createDatabase } from "#lib/db/client.ts";
import type { MailDomainAnswer } from "#lib/dns/types.ts";
import type { EngineContext } from "#lib/engine/context.ts";
import type { EngineEvent } from "#lib/engine/events.ts";
import { createLogger } from "#lib/logger/logger.ts";
import { createRandom, type Random } from "#prisma/seed/random.ts";
import { Agenda } from "./agenda.ts";
import { Costs } from "./costs.ts";
import { drawFault } from "./fault-plan.ts";
import { openProcess } from "./faulty-context.ts";
import type { SimulationOptions } from "./options.ts";
import type { OutgoingEvent, Provider } from "./provider.ts";
import type { SimTenant } from "./setup.ts";
import { Trace } from "./trace.ts";
import type { MessageTruth, ToldEvent } from "./truth.ts";

export type FoundViolation = {
  invariant: string;
  tenantId: string;
  outreachId: string | null;
  emailId: string | null;
  /** virtual ms */
  at: number;
  detail: string;
};

/** Where one run of send-email stands. `claim` is what its first step answered; a run that is tried again keeps it. */
export type SendRun = {
  tenantId: string;
  emailId: string;
  mailboxId: string;
  scheduledAt: number;
  runId: string;
  attempt: number;
  claim: import("#lib/sending/types.ts").Claim | null;
  isWritten: boolean;
};

export type Work =
  | { kind: "send"; run: SendRun }
  | { kind: "events"; connectionId: string; slot: number }
  | { kind: "job"; name: string; tenantId: string; perform(at: number): Promise<void> };

export type Ended<Result> = (
  | { kind: "done"; value: Result }
  | { kind: "failed"; error: unknown }
  | { kind: "crashed"; reason: string }
) & { isStruck?: boolean };

/** Everything a simulation holds in its hands. */
export type World = {
  options: SimulationOptions;
  pool: pg.Pool;
  redis: Redis;
  tenants: SimTenant[];
  agenda: Agenda<Work>;
  random: Random;
  costs: Costs;
  trace: Trace;
  violations: FoundViolation[];
  provider: Provider;
  truths: Map<string, MessageTruth>;
  /** acknowledged since the last full check */
  acknowledged: ToldEvent[];
  mailbag: Map<string, OutgoingEvent[]>;
  /** messages with events that were posted and not acknowledged: the product may have them or not */
  unsettled: Set<string>;
  counts: Record<string, number>;
  /** until when the job runner is away, and Redis; how far the product's clock is off */
  runnerAwayUntil: number;
  redisAwayUntil: number;
  skewMs: number;
  /** something ran since the judges' findings were collected */
  isTouched: boolean;
  /** when a message was accepted or an event acknowledged last */
  lastActiveAt: number;
  /** something is left for reconcile-sends */
  needsUpkeep: boolean;
  publish(events: EngineEvent[], at: number): void;
  base(at: number): EngineContext;
  close(): Promise<void>;
};

type Wiring = Omit<World, "base" | "close" | "pool" | "redis" | "agenda" | "random" | "costs" | "trace">;

/** Opens the connections of a run and wires a world around them. */
export function openWorld(
  services: { databaseUrl: string; redisUrl: string },
  wire: (pool: pg.Pool) => Promise<Wiring>,
): Promise<World> {
  const pool = new pg.Pool({ connectionString: services.databaseUrl, max: 3, options: "-c search_path=public" });
  // A connection that ends while it is idle is news to nobody: the next query says so.
  pool.on("error", () => {});
  const database = createDatabase(services.databaseUrl, { max: 12 });
  const redis = new Redis(services.redisUrl);
  const absent = new Redis({
    port: 1,
    host: "127.0.0.1",
    lazyConnect: true,
    enableOfflineQueue: false,
    retryStrategy: () => null,
  });
  absent.on("error", () => {});
  const log = createLogger("silent");
  const close = async () => {
    await Promise.all([database.close(), pool.end()]);
    redis.disconnect();
    absent.disconnect();
  };
  return wire(pool).then(
    (wiring) => {
      const world: World = {
        ...wiring,
        pool,
        redis,
        agenda: new Agenda<Work>(),
        random: createRandom(`run ${wiring.options.seed}`),
        costs: new Costs(),
        trace: new Trace(),
        base: (at) => ({
          forTenant: database.forTenant,
          acrossTenants: database.acrossTenants,
          redis: at < world.redisAwayUntil ? absent : redis,
          mail: {
            deliver: async (transport, message) => world.provider.deliver(transport, message, at),
            checkConnection: async () => ({ ok: true }),
            close: async () => {},
          },
          dns: { lookUpMailDomain: async (domain) => answerOf(domain), lookUpText: async () => ({ kind: "none" }) },
          publish: async (events) => {
            if (at < world.runnerAwayUntil) throw new Error("simulated: the job runner is away");
            world.publish(events, at);
          },
          now: () => new Date(at + world.skewMs),
          log,
          config: {
            appUrl: "http://127.0.0.1:3000",
            encryptionKey: Buffer.alloc(32, 7),
            oldEncryptionKeys: [],
            isRecontactEnabled: true,
            alertMail: null,
          },
        }),
        close,
      };
      return world;
    },
    async (error) => {
      await close();
      throw error;
    },
  );
}

function answerOf(domain: string): MailDomainAnswer {
  return domain.startsWith("nodns")
    ? { kind: "refuses", reason: "nxdomain" }
    : { kind: "accepts", mxHosts: [`mx.${domain}`] };
}

/** Share of tasks with a fault of their own: more where there are few tasks. */
function faultRate({ options }: World): number {
  return options.prospects > 4_000 ? 0.04 : 0.15;
}

/** Runs one step of the product in a process of its own, which may be struck by a fault. Never throws. */
export async function perform<Result>(
  world: World,
  step: { name: string; at: number; subject: string | null; isSafe?: boolean },
  work: (ctx: EngineContext) => Promise<Result>,
): Promise<Ended<Result>> {
  world.isTouched = true;
  const plan = step.isSafe ? null : drawFault(world.random, world.options.faults, faultRate(world));
  const process = openProcess(world.base(step.at), plan);
  const run = async (): Promise<Ended<Result>> => {
    try {
      return { kind: "done", value: await work(process.ctx) };
    } catch (error) {
      return { kind: "failed", error };
    }
  };
  const died = process.death.then((reason): Ended<Result> => ({ kind: "crashed", reason }));
  const ended = await world.costs.measure(step.name, () => Promise.race([died, run()]));
  // Some work is waited for by nobody, or for seconds of real time (lib/health/report-trouble.ts). Virtual time waits for all of it.
  await Promise.race([process.death, process.atRest()]);
  for (const story of process.struck) count(world, `fault: ${story}`);
  if (ended.kind === "failed" && process.struck.length === 0) noteUnexpected(world, step, ended.error);
  const struck = process.struck.length === 0 ? "" : ` [${process.struck.join(", ")}]`;
  world.trace.note(step.at, step.subject, `${step.name}: ${tellEnd(ended)}${struck}`);
  return { ...ended, isStruck: process.struck.length > 0 };
}

function tellEnd(ended: Ended<unknown>): string {
  if (ended.kind === "done") return JSON.stringify(ended.value)?.slice(0, 160) ?? "done";
  if (ended.kind === "crashed") return "the process died";
  return `failed: ${String((ended.error as Error)?.message ?? ended.error).slice(-200)}`;
}

/** Errors that no fault explains are worth a look; they are counted by their text. */
function noteUnexpected(world: World, step: { name: string }, error: unknown): void {
  const text = String((error as Error)?.message ?? error)
    .replaceAll(/[0-9a-f-]{36}/g, "…")
    .slice(-160);
  count(world, `unexplained error in ${step.name}: ${text}`);
}

export function count(world: World, what: string, by = 1): void {
  world.counts[what] = (world.counts[what] ?? 0) + by;
}
