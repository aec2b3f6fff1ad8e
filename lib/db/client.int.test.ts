import { afterAll, describe, expect, inject, it } from "vitest";
import { createDatabase, createPrismaClient } from "./client.ts";
import { isDatabaseAway } from "./is-database-away.ts";
import { isConflict, retryOnConflict } from "./retry-on-conflict.ts";
import { TransactionExpired, TransactionLost } from "./transaction.ts";
import type { Tx } from "./types.ts";

const db = createDatabase(inject("databaseUrl"), { max: 3 });
const one = createDatabase(inject("databaseUrl"), { max: 1 });
afterAll(() => Promise.all([db.close(), one.close()]));

type Session = { role: string; tenant: string };

async function whoAmI(tx: Tx): Promise<Session> {
  const rows = await tx.$queryRaw<Session[]>`
    SELECT current_user::text AS role, coalesce(current_setting('app.tenant_id', true), '') AS tenant`;
  return rows[0] as Session;
}

/** Holds the process until all that was sent has been answered: then all answers are read in one go, as under load. */
function readAnswersTogether(): void {
  Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 50);
}

const [a, b] = [crypto.randomUUID(), crypto.randomUUID()];

describe("createDatabase", () => {
  it("works as a role that owns nothing, for one tenant or for all", async () => {
    expect(await one.forTenant(a, whoAmI)).toEqual({ role: "outreach_app", tenant: a });
    expect(await one.acrossTenants(whoAmI)).toEqual({ role: "outreach_system", tenant: "" });
    expect(await one.forTenant(b, whoAmI)).toEqual({ role: "outreach_app", tenant: b });
  });

  it("never mixes tenants that share its connections", async () => {
    const ids = Array.from({ length: 24 }, (_, i) => (i % 2 ? a : b));
    const seen = await Promise.all(
      ids.map((id) => db.forTenant(id, async (tx) => [await whoAmI(tx), await whoAmI(tx)].map(({ tenant }) => tenant))),
    );
    expect(seen).toEqual(ids.map((id) => [id, id]));
  });

  it("leaves nothing of work that failed: no row, no tenant, no role", async () => {
    const data = { tenant_id: a, kind: "email", value: "gone@b.test", reason: "manual", source: "test" };
    const work = one.forTenant(a, async (tx) => {
      await tx.suppression.create({ data });
      throw new Error("stop");
    });
    await expect(work).rejects.toThrow("stop");
    expect(await one.forTenant(a, (tx) => tx.suppression.count())).toBe(0);
    expect(await one.acrossTenants(whoAmI)).toEqual({ role: "outreach_system", tenant: "" });
  });

  it.each(["", "no-uuid", "' OR true --"])("does not even begin for a tenant id like '%s'", async (tenantId) => {
    let isBegun = false;
    const work = one.forTenant(tenantId, async () => {
      isBegun = true;
    });
    await expect(work).rejects.toThrow();
    expect(isBegun).toBe(false);
  });

  it("ends a transaction that takes longer than it may, and the caller may try later", async () => {
    const slow = one.forTenant(a, (tx) => tx.$queryRaw`SELECT 1 AS one FROM pg_sleep(0.1)`, { timeoutMs: 20 });
    const error = await slow.catch((failure: unknown) => failure);
    expect(isDatabaseAway(error)).toBe(true);
    expect(await one.forTenant(a, whoAmI)).toMatchObject({ tenant: a });
  });
});

describe("statements that are asked for at once", () => {
  const insert = (tx: Tx, value: string) => tx.$executeRaw`
    INSERT INTO suppressions (tenant_id, kind, value, reason, source) VALUES (${a}::uuid, 'email', ${value}, 'manual', 'test')`;
  const count = async (tx: Tx) => {
    const rows = await tx.$queryRaw<
      { n: number }[]
    >`SELECT count(*)::int AS n FROM suppressions WHERE tenant_id = ${a}::uuid`;
    return rows[0]?.n;
  };

  it("are done in the order of the calls", async () => {
    const seen = await one.forTenant(a, async (tx) => {
      const done = await Promise.all([count(tx), insert(tx, "p@b.test"), count(tx), insert(tx, "q@b.test"), count(tx)]);
      await tx.$executeRaw`DELETE FROM suppressions WHERE tenant_id = ${a}::uuid`;
      return done;
    });
    expect(seen).toEqual([0, 1, 1, 1, 2]);
  });

  it("fail with the error of the first that fails, keep nothing, and spoil nothing for who comes next", async () => {
    const fail = (tx: Tx) => tx.$queryRaw`SELECT 1 / (SELECT count(*) FROM suppressions WHERE value = 'nobody')`;
    const after = (tx: Tx) => tx.$queryRaw`SELECT 'asked for the first time behind a failure' AS words`;
    const deep = async (tx: Tx, depth: number): Promise<unknown> =>
      depth === 0 ? fail(tx) : await deep(tx, depth - 1);
    const work = one.forTenant(a, (tx) => {
      setImmediate(readAnswersTogether);
      return Promise.all([insert(tx, "r@b.test"), deep(tx, 9), after(tx), after(tx)]);
    });
    await expect(work).rejects.toThrow("division by zero");
    expect(await one.forTenant(a, (tx) => Promise.all([count(tx), after(tx)]))).toMatchObject([0, [{}]]);
  });

  it("end with their transaction when it takes longer than it may", async () => {
    // Longer than this test may take: nobody waits for what was sent to be answered.
    const pause = (tx: Tx) => tx.$queryRaw`SELECT 1 AS one FROM pg_sleep(6)`;
    const work = one.forTenant(a, (tx) => Promise.all([insert(tx, "s@b.test"), pause(tx), pause(tx)]), {
      timeoutMs: 20,
    });
    await expect(work).rejects.toBeInstanceOf(TransactionExpired);
    expect(await one.forTenant(a, count)).toBe(0);
  }, 5_000);
});

describe("models and raw statements", () => {
  const data = (value: string) => ({ tenant_id: a, kind: "email", value, reason: "manual", source: "test" });

  it("share one transaction, whichever comes first", async () => {
    const seen = await db.forTenant(a, async (tx) => {
      await tx.suppression.create({ data: data("first@b.test") });
      const raw = await tx.$queryRaw<{ value: string }[]>`SELECT value FROM suppressions WHERE tenant_id = ${a}::uuid`;
      await tx.$executeRaw`DELETE FROM suppressions WHERE tenant_id = ${a}::uuid`;
      return { raw, left: await tx.suppression.count() };
    });
    expect(seen).toEqual({ raw: [{ value: "first@b.test" }], left: 0 });
  });

  it("are undone together", async () => {
    const work = db.forTenant(a, async (tx) => {
      await tx.$executeRaw`INSERT INTO suppressions (tenant_id, kind, value, reason, source)
        VALUES (${a}::uuid, 'email', 'raw@b.test', 'manual', 'test')`;
      await tx.suppression.create({ data: data("model@b.test") });
      throw new Error("stop");
    });
    await expect(work).rejects.toThrow("stop");
    expect(await db.forTenant(a, (tx) => tx.suppression.count())).toBe(0);
  });

  it("keep to their own transaction when many run at once", async () => {
    const counts = await Promise.all(
      Array.from({ length: 12 }, (_, i) =>
        db.forTenant(i % 2 ? a : b, async (tx) => {
          await tx.suppression.create({ data: { ...data(`${i}@b.test`), tenant_id: i % 2 ? a : b } });
          const found = await Promise.all([tx.suppression.findMany(), tx.suppression.count()]);
          await tx.suppression.deleteMany();
          return [found[0].map((row) => row.tenant_id === (i % 2 ? a : b)), found[1]];
        }),
      ),
    );
    expect(
      counts.every(([own, count]) => (own as boolean[]).every(Boolean) && (own as boolean[]).length === count),
    ).toBe(true);
  });

  it("read values alike", async () => {
    const at = new Date("2026-03-08T07:59:59.123Z");
    const [row] = await db.forTenant(
      a,
      (tx) => tx.$queryRaw<Record<string, unknown>[]>`
        SELECT ${at}::timestamptz AS moment, ${at}::timestamptz::date AS day, ${at}::timestamptz AT TIME ZONE 'UTC' AS bare,
          9007199254740993::int8 AS long, ARRAY[1, NULL]::int8[] AS longs, ARRAY['2026-03-08']::date[] AS days,
          ${["x", null, 'y "z", {w}']}::text[] AS texts, ${{ a: [1] }}::jsonb AS json, ${[at]}::timestamptz[] AS moments,
          ${Buffer.from([0, 255])}::bytea AS bytes, 0.5::float8 AS real, ${true}::boolean AS flag`,
    );
    const day = new Date("2026-03-08T00:00:00Z");
    expect(row).toEqual({
      moment: at,
      day,
      bare: at,
      long: 9007199254740993n,
      longs: [1n, null],
      days: [day],
      texts: ["x", null, 'y "z", {w}'],
      json: { a: [1] },
      moments: [at],
      bytes: Buffer.from([0, 255]),
      real: 0.5,
      flag: true,
    });
  });
});

it("never says committed when a failed statement was swallowed", async () => {
  const swallowed = db.forTenant(a, async (tx) => {
    await tx.$executeRaw`INSERT INTO suppressions (tenant_id, kind, value, reason, source)
      VALUES (${a}::uuid, 'email', 'kept@b.test', 'manual', 'test')`;
    await tx.$queryRaw`SELECT 1 / 0`.catch(() => {});
  });
  await expect(swallowed).rejects.toBeInstanceOf(TransactionLost);
  expect(await db.forTenant(a, (tx) => tx.suppression.count())).toBe(0);
});

it("a client made for a role is that role on every connection", async () => {
  const prisma = createPrismaClient(inject("databaseUrl"), { max: 2, role: "outreach_system" });
  const roles = await Promise.all([1, 2, 3].map(() => prisma.$transaction((tx) => whoAmI(tx))));
  expect(new Set(roles.map(({ role }) => role))).toEqual(new Set(["outreach_system"]));
  await prisma.$disconnect();
});

describe("a deadlock", () => {
  /** Two transactions that take two locks in opposite order, each at its second when both have their first. */
  function crossing(base: number) {
    const waiting = [Promise.withResolvers<void>(), Promise.withResolvers<void>()] as const;
    const take = (tx: Tx, key: number) => tx.$queryRaw`SELECT pg_advisory_xact_lock(${base + key}::bigint)::text`;
    return (first: 0 | 1) =>
      db.forTenant(a, async (tx) => {
        await tx.$executeRaw`SELECT set_config('role', 'none', true), set_config('deadlock_timeout', '10ms', true)`;
        await take(tx, first);
        waiting[first].resolve();
        await waiting[1 - first]?.promise;
        await take(tx, 1 - first);
        return first;
      });
  }

  it("is known for a conflict", async () => {
    const run = crossing(910_000);
    const results = await Promise.allSettled([run(0), run(1)]);
    const failures = results.filter((result) => result.status === "rejected");
    expect(failures.map((failure) => isConflict(failure.reason))).toEqual([true]);
  });

  it("costs its victim a second try and nothing else", async () => {
    const run = crossing(920_000);
    expect(await Promise.all([retryOnConflict(() => run(0)), retryOnConflict(() => run(1))])).toEqual([0, 1]);
  });
});
