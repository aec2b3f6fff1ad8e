import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { readPorts, servicePort } from "#scripts/stack/ports.ts";
import { thisSupervisor, writeRunFile } from "#scripts/stack/run-file.ts";
import { makeScratchFolder, removeAbandonedFolders } from "./scratch-folder.ts";
import { besideTests } from "./suites.ts";

let parent: string;
beforeEach(() => {
  parent = mkdtempSync(join(tmpdir(), "scratch-"));
});
afterEach(() => rmSync(parent, { recursive: true }));

test("a scratch folder uses any ports, never the usual ones", async () => {
  const folder = makeScratchFolder(parent);
  expect(readPorts(folder)).toMatchObject({ postgres: 0, redis: 0 });
  const port = await servicePort(folder, "redis", 1);
  expect(port).toBeGreaterThan(1023);
});

test("what a killed run left is removed, living runs and other folders stay", async () => {
  const [dead, living, fresh] = [makeScratchFolder(parent), makeScratchFolder(parent), makeScratchFolder(parent)];
  const elsewhere = join(parent, "database");
  mkdirSync(elsewhere);
  writeFileSync(join(dead, "postgres-elsewhere"), `${elsewhere}\n`);
  mkdirSync(join(parent, "postgres"));
  const run = { state: "ready" as const, url: "", children: [] };
  writeRunFile(dead, { ...run, supervisor: { pid: process.pid, started_at: "before the crash" } });
  writeRunFile(living, { ...run, supervisor: thisSupervisor() });
  await removeAbandonedFolders(parent, () => {});
  const there = [dead, living, fresh, elsewhere, join(parent, "postgres")].map((path) => existsSync(path));
  expect(there).toEqual([false, true, true, false, true]);
});

test("the browser tests get a database and a Redis number of their own on the same servers", () => {
  const own = { databaseUrl: "postgresql://postgres@127.0.0.1:5/test_e2e", redisUrl: "redis://127.0.0.1:6/1" };
  expect(
    besideTests({ databaseUrl: "postgresql://postgres@127.0.0.1:5/test", redisUrl: "redis://127.0.0.1:6" }),
  ).toEqual(own);
  expect(besideTests({ databaseUrl: "postgresql://h/x?sslmode=require", redisUrl: "rediss://r:6/3" })).toEqual({
    databaseUrl: "postgresql://h/x_e2e?sslmode=require",
    redisUrl: "rediss://r:6/4",
  });
});
