import { describe, expect, it } from "vitest";
import { withFaultyRedis } from "#lib/testing/reputation-facts.ts";
import { createTestContext } from "#lib/testing/test-context.ts";
import {
  addCounts,
  CountersUnavailable,
  type HourChange,
  headKey,
  hourKey,
  readGeneration,
  readHours,
  replaceHours,
} from "./counter-store.ts";
import { packHour } from "./packed-hour.ts";
import { epochHourOf } from "./policy/booking-hour.ts";
import { redisScript, runScript } from "./redis-script.ts";

const ctx = createTestContext();
const { redis } = ctx;
const now = ctx.now();
const open = epochHourOf(now);
const knowsNothing: Parameters<typeof readHours>[3] = { generation: null, versions: new Map() };

/** Counters of a tenant nobody else has, of generation 5 and empty. */
async function createCounters() {
  const tenantId = crypto.randomUUID();
  const target = { tenantId, generation: 5 };
  await replaceHours(redis, target, new Map(), { isWhole: true, now });
  const add = (changes: HourChange[], generation = 5, at = now) =>
    addCounts(redis, { tenantId, generation }, changes, at);
  const read = async (hours: number[], known = knowsNothing) => {
    const reading = await readHours(redis, tenantId, hours, known);
    return reading.hours.map(({ version, counts }) => [version, counts && [...counts]]);
  };
  return { tenantId, target, add, read };
}

function change(epochHour: number, counts: [slot: number, count: number][]): HourChange {
  return { epochHour, counts: new Map(counts) };
}

describe("addCounts", () => {
  it("keeps the counters as SPEC §3 lays them out: big-endian, slot after slot, under a key a tenant and hour", async () => {
    const { tenantId, add } = await createCounters();
    expect(await add([change(open, [[0, 7]]), change(open - 3, [[2, 258]])])).toBe(true);
    expect((await redis.getBuffer(`email:reputation:${tenantId}:${open}`))?.toString("hex")).toBe("00000007");
    expect(await redis.bitfield(hourKey(tenantId, open - 3), "GET", "u32", "#2")).toEqual([258]);
  });

  it("adds up, and stops at the counter's limit without touching its neighbours", async () => {
    const { add, read } = await createCounters();
    await add([
      change(open, [
        [0, 1],
        [1, 0xffff_fffe],
        [2, 3],
      ]),
    ]);
    await add([change(open, [[1, 10]])]);
    expect(await read([open])).toEqual([["2", [1, 0xffff_ffff, 3]]]);
  });

  it("takes away, beside what is added, from more counters than one call can name", async () => {
    const { add, read } = await createCounters();
    const slots = Array.from({ length: 2_500 }, (_, slot) => slot);
    await add([
      change(
        open,
        slots.map((slot) => [slot, 5]),
      ),
    ]);
    await add([
      change(
        open,
        slots.map((slot) => [slot, slot % 2 ? -5 : 1]),
      ),
    ]);
    const [[, counts] = []] = await read([open]);
    expect(counts).toEqual(slots.map((slot) => (slot % 2 ? 0 : 6)));
  });

  it("does not fall below zero: what overtook its addition makes the generation go", async () => {
    const { tenantId, add } = await createCounters();
    await add([change(open, [[0, 1]])]);
    expect(await add([change(open, [[0, -2]])])).toBe(false);
    expect(await readGeneration(redis, tenantId)).toBeNull();
  });

  it("loses none of many at once", async () => {
    const { add, read } = await createCounters();
    await Promise.all(Array.from({ length: 40 }, (_, i) => add([change(open, [[i % 4, 1]])])));
    expect(await read([open])).toEqual([["40", [10, 10, 10, 10]]]);
  });

  it("takes more counters than one call of Redis' script language can", async () => {
    const { add, read } = await createCounters();
    await add([
      change(
        open,
        Array.from({ length: 2_500 }, (_, slot) => [slot, slot + 1]),
      ),
    ]);
    const [[, counts] = []] = await read([open]);
    expect(counts).toEqual(Array.from({ length: 2_500 }, (_, slot) => slot + 1));
  });

  it.each([
    { name: "another generation", generation: 6, prepare: async () => {} },
    { name: "no generation", generation: 5, prepare: (tenantId: string) => redis.del(headKey(tenantId)) },
  ])("adds nothing to $name", async ({ generation, prepare }) => {
    const { tenantId, add, read } = await createCounters();
    await prepare(tenantId);
    expect(await add([change(open, [[0, 1]])], generation)).toBe(false);
    expect(await read([open])).toEqual([["", null]]);
    expect(await redis.exists(hourKey(tenantId, open))).toBe(0);
  });

  it.each([
    { age: -1, minutes: 27 * 60 },
    { age: 0, minutes: 26 * 60 },
    { age: 24, minutes: 2 * 60 },
    { age: 25, minutes: 60 },
    { age: 26, minutes: null },
  ])("keeps an hour until 26 h after its start: $age h ago", async ({ age, minutes }) => {
    const { tenantId, add } = await createCounters();
    expect(await add([change(open - age, [[0, 1]])])).toBe(true);
    const ttl = await redis.ttl(hourKey(tenantId, open - age));
    if (minutes === null) {
      // No trace of it, or it would be taken for an hour that was evicted.
      expect([ttl, await redis.hkeys(headKey(tenantId))]).toEqual([-2, ["generation"]]);
      return;
    }
    expect(Math.abs(ttl - minutes * 60)).toBeLessThan(30);
  });

  it("forgets the versions of hours that have gone", async () => {
    const { tenantId, add } = await createCounters();
    await add([change(open, [[0, 1]])]);
    const later = new Date(now.getTime() + 30 * 3_600_000);
    await add([change(open + 30, [[0, 1]])], 5, later);
    expect((await redis.hkeys(headKey(tenantId))).sort()).toEqual([String(open + 30), "generation"].sort());
  });

  it("notices a string that was evicted: nothing is added and the generation goes", async () => {
    const { tenantId, add } = await createCounters();
    await add([change(open, [[0, 4]])]);
    await redis.del(hourKey(tenantId, open));
    expect(await add([change(open, [[0, 1]])])).toBe(false);
    expect(await readGeneration(redis, tenantId)).toBeNull();
    expect(await redis.exists(hourKey(tenantId, open))).toBe(0);
  });
});

describe("readHours", () => {
  it("answers only what the caller's copies lack", async () => {
    const { tenantId, add, read } = await createCounters();
    await add([change(open, [[0, 1]]), change(open - 1, [[0, 2]]), change(open - 2, [[0, 3]])]);
    await redis.del(hourKey(tenantId, open - 2));
    const versions = new Map([
      [open, "1"],
      [open - 1, "0"],
      [open - 2, "1"],
    ]);
    const hours = [open, open - 1, open - 2, open - 3];
    expect(await read(hours, { generation: 5, versions })).toEqual([
      ["1", null],
      ["1", [2]],
      ["lost", null],
      ["", null],
    ]);
    expect((await read(hours, { generation: 4, versions })).slice(0, 2)).toEqual([
      ["1", [1]],
      ["1", [2]],
    ]);
  });

  it("names the generation, or says that there is none", async () => {
    const { tenantId } = await createCounters();
    expect((await readHours(redis, tenantId, [open], knowsNothing)).generation).toBe(5);
    await redis.del(headKey(tenantId));
    expect((await readHours(redis, tenantId, [open], knowsNothing)).generation).toBeNull();
  });
});

describe("replaceHours", () => {
  const packed = new Map([
    [open, packHour([0], [9])],
    [open - 1, Buffer.alloc(0)],
  ]);

  it.each([
    { isWhole: false, others: ["1", [3]] },
    { isWhole: true, others: ["", null] },
  ])("puts hours in place of what was there; the others when whole: $isWhole", async ({ isWhole, others }) => {
    const { tenantId, target, add, read } = await createCounters();
    await add([
      change(open, [
        [0, 1],
        [5, 1],
      ]),
      change(open - 1, [[0, 2]]),
      change(open - 2, [[0, 3]]),
    ]);
    await replaceHours(redis, { ...target, generation: 8 }, packed, { isWhole, now });
    expect(await readGeneration(redis, tenantId)).toBe(8);
    const [openHour, emptied, other] = await read([open, open - 1, open - 2]);
    expect(openHour?.[1]).toEqual([9]);
    expect([emptied, other]).toEqual([["", null], others]);
    expect(await add([change(open, [[0, 1]])])).toBe(false);
    expect(await add([change(open, [[0, 1]])], 8)).toBe(true);
    expect((await read([open]))[0]?.[1]).toEqual([10]);
  });

  it("says so when a part of it was refused", async () => {
    const { tenantId, target } = await createCounters();
    await redis.set(headKey(tenantId), "not a hash");
    await expect(replaceHours(redis, target, packed, { isWhole: false, now })).rejects.toThrow(CountersUnavailable);
  });
});

it.each(["redis_away", "answer_lost"] as const)("says that it cannot be asked: %s", async (fault) => {
  const { tenantId, target } = await createCounters();
  const faulty = withFaultyRedis(ctx, fault).redis;
  const attempts = [
    () => readGeneration(faulty, tenantId),
    () => addCounts(faulty, target, [change(open, [[0, 1]])], now),
    () => readHours(faulty, tenantId, [open], knowsNothing),
    () => replaceHours(faulty, target, new Map(), { isWhole: true, now }),
  ];
  for (const attempt of attempts) await expect(attempt()).rejects.toThrow(CountersUnavailable);
});

describe("runScript", () => {
  it("teaches a script to a server that does not know it, and calls it by its digest from then on", async () => {
    const script = redisScript(`return ARGV[1] .. '${crypto.randomUUID()}'`);
    expect(await redis.script("EXISTS", script.sha)).toEqual([0]);
    const answer = await runScript(redis, script, [], ["a"]);
    expect(String(answer)).toMatch(/^a[\da-f-]{36}$/);
    expect(await redis.script("EXISTS", script.sha)).toEqual([1]);
    expect(await runScript(redis, { ...script, source: "return 0" }, [], ["a"])).toEqual(answer);
  });

  it("passes on what the script complains of", async () => {
    const script = redisScript("return redis.error_reply('BAD no')");
    await expect(runScript(redis, script, [], [])).rejects.toThrow("BAD no");
  });
});
