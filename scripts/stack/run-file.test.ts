import { mkdtempSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import type { ProcessInfo } from "./process-table.ts";
import {
  claimRunFile,
  judgeRun,
  type RunFile,
  readRunFile,
  releaseRunFile,
  thisSupervisor,
  writeRunFile,
} from "./run-file.ts";

const child = (name: string, pid: number) => ({
  name,
  pid,
  started_at: `start-${pid}`,
  stop_signal: "SIGTERM" as const,
});
const run: RunFile = {
  supervisor: { pid: 10, started_at: "start-10" },
  state: "ready",
  url: "http://127.0.0.1:3000",
  children: [child("postgres", 11), child("redis", 12), child("next", 13)],
};
const process_ = (pid: number, change: Partial<ProcessInfo> = {}): ProcessInfo => ({
  pid,
  zombie: false,
  session: pid,
  startedAt: `start-${pid}`,
  command: "x",
  ...change,
});

describe("what a start finds", () => {
  const cases = [
    { name: "no run file", run: null, table: [], kind: "free" },
    { name: "a living supervisor", run, table: [process_(10), process_(11)], kind: "running" },
    {
      name: "a killed supervisor that nobody reaped",
      run,
      table: [process_(10, { zombie: true })],
      kind: "leftovers",
      living: [],
    },
    {
      name: "a killed supervisor whose pid was used again",
      run,
      table: [process_(10, { startedAt: "later" })],
      kind: "leftovers",
      living: [],
    },
    {
      name: "children of a killed supervisor, last started first",
      run,
      table: [process_(11), process_(12), process_(13)],
      kind: "leftovers",
      living: ["next", "redis", "postgres"],
    },
    {
      name: "a strange process with the pid of a child, a zombie, and one survivor",
      run,
      table: [process_(11), process_(12, { startedAt: "later" }), process_(13, { zombie: true })],
      kind: "leftovers",
      living: ["postgres"],
    },
  ];
  test.each(cases)("$name → $kind", ({ run, table, kind, living }) => {
    const situation = judgeRun(run, (pid) => table.find((info) => info.pid === pid) ?? null);
    expect(situation.kind).toBe(kind);
    if (situation.kind === "leftovers") expect(situation.living.map(({ name }) => name)).toEqual(living);
  });
});

describe("run.json", () => {
  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), "run-file-"));
  });
  afterEach(() => rmSync(folder, { recursive: true }));
  const mine: RunFile = { ...run, supervisor: thisSupervisor(), children: [] };

  test("is written whole and read back", () => {
    writeRunFile(folder, run);
    expect(readRunFile(folder)).toEqual(run);
    expect(readdirSync(folder)).toEqual(["run.json"]);
  });

  test.each(["", "{", "[]", "{}", '{"supervisor":{"pid":"x"}}'])(
    "that is damaged (%s) counts as none, and can be claimed",
    (text) => {
      writeFileSync(join(folder, "run.json"), text);
      expect(readRunFile(folder)).toBeNull();
      expect(claimRunFile(folder, mine, null)).toBe(true);
      expect(readRunFile(folder)).toEqual(mine);
    },
  );

  test("of a dead run is replaced", () => {
    writeRunFile(folder, run);
    expect(claimRunFile(folder, mine, run)).toBe(true);
    expect(readRunFile(folder)).toEqual(mine);
  });

  test("of a faster start is left alone", () => {
    writeRunFile(folder, run);
    expect(claimRunFile(folder, mine, null)).toBe(false);
    expect(claimRunFile(folder, mine, { ...run, state: "starting" })).toBe(false);
    expect(readRunFile(folder)).toEqual(run);
    expect(readdirSync(folder)).toEqual(["run.json"]);
  });

  test("is released by its own supervisor only", () => {
    writeRunFile(folder, run);
    releaseRunFile(folder);
    expect(readRunFile(folder)).toEqual(run);
    writeRunFile(folder, mine);
    releaseRunFile(folder);
    expect(readdirSync(folder)).toEqual([]);
  });
});
