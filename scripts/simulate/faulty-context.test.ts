import { expect, it } from "vitest";
import type { EngineContext } from "#lib/engine/context.ts";
import { openProcess } from "./faulty-context.ts";

const tenantId = "00000001-0000-7000-8000-000000000000";

it("is at rest when what nobody waits for has ended too, and what followed on it", async () => {
  const gates = [Promise.withResolvers<void>(), Promise.withResolvers<void>()];
  const ended: string[] = [];
  const { ctx, atRest } = openProcess(contextOn(gates), null);
  const transact = (name: string) => ctx.forTenant(tenantId, async () => void ended.push(name));
  void transact("first").then(() => transact("second"));
  const rest = atRest().then(() => ended.push("at rest"));
  for (const gate of gates) {
    await new Promise(setImmediate);
    gate.resolve();
  }
  await rest;
  expect(ended).toEqual(["first", "second", "at rest"]);
});

it("is never at rest once it has died", async () => {
  const crash = { operation: 1, boundaries: ["transaction"], strike: { kind: "crash", when: "before" } } as const;
  const { ctx, atRest, death } = openProcess(contextOn([]), crash);
  void ctx.forTenant(tenantId, async () => {});
  expect(await Promise.race([atRest(), death])).toBe("crash before transaction");
});

it("takes back a transaction that begins only after the process has died", async () => {
  const gate = Promise.withResolvers<void>();
  const crash = { operation: 1, boundaries: ["publish"], strike: { kind: "crash", when: "before" } } as const;
  const ended = Promise.withResolvers<unknown>();
  const { ctx, death } = openProcess(contextOn([gate], ended), crash);
  void ctx.forTenant(tenantId, async () => "committed");
  await ctx.publish([]).catch(() => {});
  await death;
  // Long enough for Node to end a process in which nobody listens to a rejection.
  await new Promise(setImmediate);
  gate.resolve();
  expect(await ended.promise).toMatchObject({ message: "simulated: crash before publish" });
});

/** Transactions that begin when their gates open, one after the other. `ended` hears how the work in one ended. */
function contextOn(gates: readonly PromiseWithResolvers<void>[], ended?: PromiseWithResolvers<unknown>): EngineContext {
  let begun = 0;
  const forTenant: EngineContext["forTenant"] = async (_tenantId, work) => {
    await gates[begun++]?.promise;
    const result = work({} as never);
    result.then(ended?.resolve, ended?.resolve);
    return result;
  };
  return { forTenant, redis: {}, mail: {} } as EngineContext;
}
