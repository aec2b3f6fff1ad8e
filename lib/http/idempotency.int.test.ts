import { describe, expect, it } from "vitest";
import { z } from "zod";
import { AppError } from "#lib/errors/app-error.ts";
import { callRoute } from "#lib/testing/access.ts";
import { createTestTenant } from "#lib/testing/factory.ts";
import { createTestContext } from "#lib/testing/test-context.ts";
import { createRoute } from "./route.ts";

const ctx = createTestContext();
/** What the document would say: beside the point here. */
const told = { summary: "Try it", answer: z.unknown() };

/** A creating route that counts how often it really worked; `fail` makes the next run refuse, `gate` holds it. */
async function countingRoute() {
  const tenantId = await createTestTenant(ctx);
  const actor = { kind: "user" as const, id: crypto.randomUUID(), label: "x", role: "admin" as const };
  const state = { begun: 0, runs: 0, fail: false, gate: Promise.resolve() };
  const route = createRoute({ context: () => ctx, authenticate: async () => ({ tenantId, actor, via: "api_key" }) });
  const handler = route(
    { ...told, role: "viewer", status: 201, isIdempotent: true, body: z.object({ name: z.string() }) },
    async ({ body }) => {
      state.begun += 1;
      await state.gate;
      if (state.fail) throw new AppError("conflict", "Taken.");
      state.runs += 1;
      return { name: body.name, run: state.runs };
    },
  );
  const post = (key: string, name = "a", path = "/api/things") =>
    callRoute(handler, { method: "POST", path, body: { name }, headers: { "idempotency-key": key } });
  return { state, post, actor };
}

/** Holds whoever comes next; returns what lets them through. */
function closeGate(state: { gate: Promise<void> }): () => void {
  const { promise, resolve } = Promise.withResolvers<void>();
  state.gate = promise;
  return resolve;
}

describe("Idempotency-Key", () => {
  it("gives a repeat the first answer without doing the work again", async () => {
    const { state, post } = await countingRoute();
    const first = await post("k");
    const repeat = await post("k");
    expect(state.runs).toBe(1);
    expect([first.status, first.json]).toEqual([201, { name: "a", run: 1 }]);
    expect([repeat.status, repeat.json]).toEqual([201, { name: "a", run: 1 }]);
    expect([first, repeat].map((a) => a.headers.get("idempotency-replayed"))).toEqual([null, "true"]);
  });

  it("does the work once for ten at once", async () => {
    const { state, post } = await countingRoute();
    const open = closeGate(state);
    const statuses: number[] = [];
    const all = Array.from({ length: 10 }, () => post("k").then((answer) => statuses.push(answer.status)));
    await expect.poll(() => statuses.length, { timeout: 20_000 }).toBe(9);
    open();
    await Promise.all(all);
    expect([statuses, state.runs]).toEqual([[...Array<number>(9).fill(409), 201], 1]);
  });

  it("refuses the key for another body and for another person", async () => {
    const { state, post, actor } = await countingRoute();
    await post("k", "a");
    expect(await post("k", "b")).toMatchObject({ status: 409, json: { code: "conflict" } });
    actor.id = crypto.randomUUID();
    expect((await post("k", "a")).status).toBe(409);
    expect(state.runs).toBe(1);
  });

  it("is one thing per address", async () => {
    const { state, post } = await countingRoute();
    await post("k", "a", "/api/things");
    await post("k", "a", "/api/others");
    expect(state.runs).toBe(2);
  });

  it("keeps no refusal", async () => {
    const { state, post } = await countingRoute();
    state.fail = true;
    expect((await post("k")).status).toBe(409);
    state.fail = false;
    expect((await post("k")).status).toBe(201);
  });

  it("waits for a first request at work, and takes over from one that died", async () => {
    const { state, post } = await countingRoute();
    const open = closeGate(state);
    const hanging = post("k");
    // Whoever comes first is the one at work: the next must not overtake it.
    await expect.poll(() => state.begun, { timeout: 20_000 }).toBe(1);
    expect((await post("k")).json.detail).toContain("still at work");
    state.gate = Promise.resolve();
    ctx.setNow("2026-06-10T16:03:00Z");
    expect((await post("k")).json).toEqual({ name: "a", run: 1 });
    open();
    await hanging;
    ctx.setNow("2026-06-10T16:00:00Z");
  });

  it("forgets an answer after a day", async () => {
    const { state, post } = await countingRoute();
    await post("k");
    ctx.setNow("2026-06-11T16:00:01Z");
    await post("k");
    ctx.setNow("2026-06-10T16:00:00Z");
    expect(state.runs).toBe(2);
  });

  it.each(["", "a b", "x".repeat(201)])("refuses the key %j", async (key) => {
    const { post } = await countingRoute();
    expect(await post(key)).toMatchObject({ status: 400, json: { errors: [{ field: "Idempotency-Key" }] } });
  });

  it("tells a repeated upload from another one by its length, and reads neither twice", async () => {
    const tenantId = await createTestTenant(ctx);
    const actor = { kind: "user" as const, id: null, label: "x", role: "admin" as const };
    const route = createRoute({ context: () => ctx, authenticate: async () => ({ tenantId, actor, via: "api_key" }) });
    let runs = 0;
    const options = { ...told, role: "viewer", isIdempotent: true, rawBody: ["text/csv"] } as const;
    const handler = route(options, async () => ({ runs: ++runs }));
    const upload = (length: string) => {
      const headers = { "idempotency-key": "k", "content-type": "text/csv", "content-length": length };
      return callRoute(handler, { method: "POST", headers });
    };
    expect((await upload("70")).json).toEqual({ runs: 1 });
    expect((await upload("70")).json).toEqual({ runs: 1 });
    expect((await upload("71")).status).toBe(409);
  });

  it("answers what took so long that its key was given up meanwhile", async () => {
    const { state, post } = await countingRoute();
    const open = closeGate(state);
    const slow = post("slow");
    await expect.poll(() => state.begun, { timeout: 20_000 }).toBe(1);
    ctx.setNow("2026-06-10T16:03:00Z");
    state.gate = Promise.resolve();
    await post("another");
    open();
    expect((await slow).status).toBe(201);
    ctx.setNow("2026-06-10T16:00:00Z");
  });

  it("works as ever without one", async () => {
    const tenantId = await createTestTenant(ctx);
    const actor = { kind: "user" as const, id: null, label: "x", role: "admin" as const };
    const route = createRoute({ context: () => ctx, authenticate: async () => ({ tenantId, actor, via: "api_key" }) });
    let runs = 0;
    const handler = route({ ...told, role: "viewer", isIdempotent: true }, async () => ({ runs: ++runs }));
    await callRoute(handler, { method: "POST" });
    expect((await callRoute(handler, { method: "POST" })).json).toEqual({ runs: 2 });
  });
});
