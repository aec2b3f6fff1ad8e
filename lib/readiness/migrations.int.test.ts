import { tmpdir } from "node:os";
import { afterAll, expect, inject, it } from "vitest";
import { expectedMigrations } from "./migrations.ts";
import { createMigrationProbe } from "./repo.ts";

const probe = createMigrationProbe(inject("databaseUrl"));
const nowhere = createMigrationProbe("postgresql://postgres@127.0.0.1:1/none");
afterAll(() => Promise.all([probe.close(), nowhere.close()]));

it("finds every migration of the checkout applied", async () => {
  const applied = await probe.appliedMigrations();
  expect(expectedMigrations().length).toBeGreaterThanOrEqual(2);
  expect(applied).toEqual(expect.arrayContaining(expectedMigrations()));
});

it("fails when Postgres is away", async () => {
  await expect(nowhere.appliedMigrations()).rejects.toThrow();
});

it("expects none where there are none", () => expect(expectedMigrations(tmpdir())).toEqual([]));
