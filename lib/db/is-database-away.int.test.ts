import { afterAll, describe, expect, inject, it } from "vitest";
import { createDatabase } from "./client.ts";
import { isDatabaseAway } from "./is-database-away.ts";
import { isUniqueViolation } from "./unique-violation.ts";

const tenantId = crypto.randomUUID();
const databases = {
  here: createDatabase(inject("databaseUrl"), { max: 2 }),
  noServer: createDatabase("postgresql://postgres@127.0.0.1:1/none", { max: 1 }),
  noDatabase: createDatabase(new URL("/no_such_database", inject("databaseUrl")).href, { max: 1 }),
};
afterAll(() => Promise.all(Object.values(databases).map((db) => db.close())));

const failure = (work: Promise<unknown>) =>
  work.then(
    () => null,
    (error: unknown) => error,
  );

describe("isDatabaseAway", () => {
  it.each(["noServer", "noDatabase"] as const)("is true with %s", async (name) => {
    const error = await failure(databases[name].forTenant(tenantId, (tx) => tx.prospect.count()));
    expect(isDatabaseAway(error)).toBe(true);
  });

  it("is true for a connection that was cut", async () => {
    const cut = databases.here.forTenant(tenantId, async (tx) => {
      await tx.$executeRaw`RESET ROLE`;
      await tx.$queryRaw`SELECT pg_terminate_backend(pg_backend_pid())`;
      return tx.prospect.count();
    });
    expect(isDatabaseAway(await failure(cut))).toBe(true);
  });

  it("is false for a statement that the database refuses", async () => {
    const denied = await failure(databases.here.forTenant(tenantId, (tx) => tx.user.count()));
    expect(denied).not.toBeNull();
    expect(isDatabaseAway(denied)).toBe(false);
    expect(isUniqueViolation(denied)).toBe(false);
  });

  it.each([null, undefined, "P1001", new Error("x"), { code: 7 }])("is false for %o", (error) => {
    expect(isDatabaseAway(error)).toBe(false);
  });
});

it("tells a broken unique key", async () => {
  const data = { tenant_id: tenantId, kind: "email", value: "a@b.test", reason: "manual", source: "test" };
  const twice = databases.here.forTenant(tenantId, async (tx) => {
    await tx.suppression.create({ data });
    await tx.suppression.create({ data });
  });
  expect(isUniqueViolation(await failure(twice))).toBe(true);
});
