import { Redis } from "ioredis";
import { afterAll, afterEach, describe, expect, inject, it, vi } from "vitest";

const here = new Redis(inject("redisUrl"));
const ended = new Redis("redis://127.0.0.1:1", { lazyConnect: true, retryStrategy: null });
afterAll(() => here.disconnect());
afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllEnvs();
});

/** The module as a process with this database has it. */
async function startProcess(databaseUrl: string) {
  vi.resetModules();
  const environment = {
    DATABASE_URL: databaseUrl,
    REDIS_URL: inject("redisUrl"),
    APP_URL: "http://127.0.0.1:3000",
    AUTH_SECRET: "a".repeat(32),
    ENCRYPTION_KEY: Buffer.alloc(32, 7).toString("base64"),
    INNGEST_EVENT_KEY: "test",
    INNGEST_SIGNING_KEY: `signkey-test-${"0".repeat(64)}`,
  };
  for (const [name, value] of Object.entries(environment)) vi.stubEnv(name, value);
  return (await import("./readiness.ts")).readiness;
}

describe("readiness of this process", () => {
  it("is ok with everything there, as often as asked", async () => {
    const readiness = await startProcess(inject("databaseUrl"));
    const ok = { status: "ok" };
    const answers = await Promise.all([readiness({ redis: here }), readiness({ redis: here })]);
    expect(answers).toEqual(Array(2).fill({ status: "ok", checks: { postgres: ok, redis: ok, migrations: ok } }));
  });

  it("is unavailable once the process has been told to end, whichever copy of the module heard of it", async () => {
    const readiness = await startProcess(inject("databaseUrl"));
    const { beginLeaving } = await import("./leaving.ts");
    vi.resetModules();
    beginLeaving();
    const answer = await readiness({ redis: here });
    expect(answer).toMatchObject({ status: "unavailable", checks: { process: { status: "failing" } } });
    Reflect.deleteProperty(globalThis, "outreachIsLeaving");
    expect((await readiness({ redis: here })).status).toBe("ok");
  });

  it("is degraded without Redis, which gets a second to connect", async () => {
    const readiness = await startProcess(inject("databaseUrl"));
    await readiness({ redis: here });
    vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout"] });
    const pending = readiness({ redis: ended });
    await vi.advanceTimersByTimeAsync(1_000);
    expect(await pending).toMatchObject({
      status: "degraded",
      checks: { postgres: { status: "ok" }, redis: { status: "failing" }, migrations: { status: "ok" } },
    });
  });

  it("is unavailable without Postgres, and tells neither address nor account", async () => {
    const readiness = await startProcess("postgresql://somebody:hunter2@127.0.0.1:1/none");
    const answer = await readiness({ redis: here });
    expect(answer).toMatchObject({
      status: "unavailable",
      checks: { postgres: { status: "failing" }, redis: { status: "ok" }, migrations: { status: "failing" } },
    });
    expect(JSON.stringify(answer)).not.toMatch(/somebody|hunter2|127\.0\.0\.1|ECONNREFUSED/);
  });

  it("is unavailable in a database that was never migrated", async () => {
    const url = new URL(inject("databaseUrl"));
    url.pathname = "/postgres";
    const { status, checks } = await (await startProcess(url.href))({ redis: here });
    expect([status, checks.migrations.status]).toEqual(["unavailable", "failing"]);
  });
});
