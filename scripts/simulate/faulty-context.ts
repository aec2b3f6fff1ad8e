import { setImmediate as nextTurn } from "node:timers/promises";
import type { Redis } from "ioredis";
import type { EngineContext } from "#lib/engine/context.ts";
import { type Boundary, describeStrike, FaultCounter, type FaultPlan, type Strike } from "./fault-plan.ts";

/** A process of the product: its context, and what tells that it has died. */
export type Process = {
  ctx: EngineContext;
  /** settles when the process has died, with what it died of; else never */
  death: Promise<string>;
  /** what struck it, for the trace */
  struck: string[];
  /** settles when nothing that it began in Postgres, in Redis or with the provider is under way; when it has died, never */
  atRest(): Promise<void>;
};

const never = new Promise<never>(() => {});

/** Postgres as it looks when the connection ends (lib/db/is-database-away.ts). */
class ConnectionCut extends Error {
  readonly code = "P1017";
}

/**
 * A context on which one operation fails as planned. A crash is final: whoever waits for an operation of a dead process waits for
 * ever, so no `catch` of a use-case can go on after it, as in a process that was killed.
 */
export function openProcess(base: EngineContext, plan: FaultPlan): Process {
  const faults = new FaultCounter(plan);
  const struck: string[] = [];
  const death = Promise.withResolvers<string>();
  const underWay = new Set<Promise<unknown>>();
  let isDead = false;

  function note<Result>(operation: Promise<Result>): Promise<Result> {
    const ended: Promise<unknown> = operation.catch(() => {}).finally(() => underWay.delete(ended));
    underWay.add(ended);
    return operation;
  }

  /** What follows on an operation begins the next one before the turn is over. */
  async function atRest(): Promise<void> {
    while (underWay.size > 0) {
      await Promise.all(underWay);
      await nextTurn();
    }
  }

  function die(reason: string): Promise<never> {
    isDead = true;
    death.resolve(reason);
    return never;
  }

  async function operate<Result>(boundary: Boundary, operation: () => Promise<Result>): Promise<Result> {
    if (isDead) return never;
    const strike = faults.next(boundary);
    if (strike === null) return operation();
    const story = describeStrike(boundary, strike);
    struck.push(story);
    return strikeDown(strike, story, operation);
  }

  async function strikeDown<Result>(strike: Strike, story: string, operation: () => Promise<Result>): Promise<Result> {
    if (strike.kind === "crash" && strike.when !== "after") return die(story);
    if (strike.kind === "away") throw new Error(`simulated: ${story}`);
    const result = await operation();
    if (strike.kind === "crash") return die(story);
    if (strike.kind === "slow") throw new Error(`simulated: ${story}`);
    return result;
  }

  /** A process that dies in the middle of a transaction leaves none of it behind. */
  async function runAlive<Result, Tx>(
    run: (work: (tx: Tx) => Promise<Result>) => Promise<Result>,
    work: (tx: Tx) => Promise<Result>,
  ): Promise<Result> {
    const killed = death.promise.then((reason): never => {
      throw new ConnectionCut(`simulated: ${reason}`);
    });
    // It may die before the transaction has begun and anybody listens.
    killed.catch(() => {});
    try {
      return await run((tx) => Promise.race([killed, work(tx)]));
    } catch (error) {
      if (isDead) return never;
      throw error;
    }
  }

  /** Ends inside the transaction, so that Postgres takes everything back. */
  async function transact<Result, Tx>(
    run: (work: (tx: Tx) => Promise<Result>) => Promise<Result>,
    work: (tx: Tx) => Promise<Result>,
  ): Promise<Result> {
    if (isDead) return never;
    const strike = faults.next("transaction");
    if (strike === null) return runAlive(run, work);
    const story = describeStrike("transaction", strike);
    struck.push(story);
    const isTakenBack =
      (strike.kind === "crash" && strike.when === "within") || (strike.kind === "cut" && !strike.isCommitted);
    if (!isTakenBack && strike.kind !== "cut") return strikeDown(strike, story, () => runAlive(run, work));
    const cut = new ConnectionCut(`simulated: ${story}`);
    const end = async (tx: Tx) => {
      const result = await work(tx);
      if (isTakenBack) throw cut;
      return result;
    };
    await run(end).catch((error: unknown) => {
      if (error !== cut) throw error;
    });
    if (strike.kind === "crash") return die(story);
    throw cut;
  }

  const ctx: EngineContext = {
    ...base,
    forTenant: (tenantId, work, options) => note(transact((inner) => base.forTenant(tenantId, inner, options), work)),
    acrossTenants: (work, options) => note(transact((inner) => base.acrossTenants(inner, options), work)),
    redis: watchRedis(base.redis, (operation) => note(operate("redis", operation))),
    mail: {
      ...base.mail,
      deliver: (transport, message) => note(operate("deliver", () => base.mail.deliver(transport, message))),
    },
    // Rejects when dead instead of waiting: lib/health/report-trouble.ts remembers in the process what is under way.
    publish: async (events) => {
      if (isDead) throw new Error("simulated: the process is dead");
      const strike = faults.next("publish");
      if (strike) struck.push(describeStrike("publish", strike));
      if (strike?.kind === "swallowed") return;
      if (strike?.kind === "crash") {
        if (strike.when === "after") await base.publish(events);
        void die(describeStrike("publish", strike));
        throw new Error("simulated: the process is dead");
      }
      if (strike?.kind === "away") throw new Error("simulated: the job runner is away");
      await base.publish(events);
      if (strike?.kind === "twice") await base.publish(events.map((event) => ({ ...event })));
    },
  };
  return { ctx, death: death.promise, struck, atRest };
}

/** The commands that the product uses, one operation each; a MULTI is one when it is executed. */
function watchRedis(redis: Redis, operate: <Result>(operation: () => Promise<Result>) => Promise<Result>): Redis {
  return new Proxy(redis, {
    get(target, name) {
      if (name === "callBuffer" || name === "hget") {
        const command = target[name].bind(target) as (...args: unknown[]) => Promise<unknown>;
        return (...args: unknown[]) => operate(() => command(...args));
      }
      if (name === "multi") return () => watchBatch(target.multi(), operate);
      return Reflect.get(target, name, target);
    },
  });
}

function watchBatch<Batch extends object>(
  batch: Batch,
  operate: <Result>(operation: () => Promise<Result>) => Promise<Result>,
): Batch {
  const watched: Batch = new Proxy(batch, {
    get(target, name) {
      const member = Reflect.get(target, name, target);
      if (typeof member !== "function") return member;
      if (name === "exec") return () => operate(() => member.call(target));
      return (...args: unknown[]) => {
        member.apply(target, args);
        return watched;
      };
    },
  });
  return watched;
}
