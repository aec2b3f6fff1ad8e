import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { logPath } from "./logs.ts";
import { inspectProcess, isRunning } from "./process-table.ts";
import { type ServiceSpec, Supervisor } from "./processes.ts";
import { takeDataDir } from "./recovery.ts";
import { readRunFile, writeRunFile } from "./run-file.ts";
import { waitUntil } from "./wait.ts";

const WAIT = { timeoutMs: 15_000 };
let dataDir: string;
let lost: Error[];
let supervisor: Supervisor;
beforeEach(() => {
  dataDir = mkdtempSync(join(tmpdir(), "supervisor-"));
  mkdirSync(join(dataDir, "logs"));
  lost = [];
  supervisor = new Supervisor({ dataDir, url: "http://here", onGiveUp: (error) => lost.push(error) });
});
afterEach(async () => {
  await supervisor.stop();
  rmSync(dataDir, { recursive: true });
});

const service = (name: string, script: string, change: Partial<ServiceSpec> = {}): ServiceSpec => ({
  name,
  command: "sh",
  args: ["-c", script],
  env: process.env,
  cwd: dataDir,
  isReady: async () => readFileSync(logPath(dataDir, name), "utf8").split("\n").includes("up"),
  readyWithinMs: 10_000,
  whenItEnds: "give-up",
  ...change,
});
const SERVES = "echo up; exec sleep 600";
const childNamed = (name: string) => readRunFile(dataDir)?.children.find((child) => child.name === name);
const lives = (child: { pid: number; started_at: string } | undefined) =>
  isRunning(child?.pid ?? 0, child?.started_at ?? "");

describe("Supervisor", () => {
  test("names its children in run.json and stops them last first", async () => {
    const note = (name: string) =>
      service(name, `trap 'echo ${name} >> stopped; exit' TERM; echo up; while :; do sleep 0.05; done`);
    for (const name of ["database", "app"]) await supervisor.start(note(name));
    supervisor.markReady();
    const run = readRunFile(dataDir);
    expect(run).toMatchObject({ state: "ready", url: "http://here", supervisor: { pid: process.pid } });
    expect(run?.children.map(({ name }) => name)).toEqual(["database", "app"]);
    expect(run?.children.every(lives)).toBe(true);
    await supervisor.stop();
    expect(readFileSync(join(dataDir, "stopped"), "utf8")).toBe("app\ndatabase\n");
    expect(run?.children.some(lives)).toBe(false);
    expect(readRunFile(dataDir)).toBeNull();
  });

  test("stops them even when run.json cannot be written", async () => {
    await supervisor.start(service("app", SERVES));
    const app = childNamed("app");
    const complaint = vi.spyOn(console, "error").mockImplementation(() => {});
    rmSync(join(dataDir, "run.json"));
    mkdirSync(join(dataDir, "run.json", "in the way"), { recursive: true });
    await supervisor.stop();
    expect(lives(app)).toBe(false);
    expect(complaint.mock.calls.join()).toContain("run.json cannot be written");
    complaint.mockRestore();
  });

  test("insists with those that do not listen, and with what they started", async () => {
    await supervisor.start(
      service("deaf", "trap '' TERM; sleep 601 & echo $! > grandchild; echo up; while :; do sleep 1; done", {
        graceMs: 100,
      }),
    );
    const grandchild = Number(readFileSync(join(dataDir, "grandchild"), "utf8"));
    expect(inspectProcess(grandchild)).not.toBeNull();
    await supervisor.stop();
    expect(await waitUntil(() => inspectProcess(grandchild)?.zombie !== false, WAIT)).toBe(true);
  });

  test("a service that ends while starting fails with its own words", async () => {
    await expect(supervisor.start(service("broken", "echo cannot open the door; exit 3"))).rejects.toThrow(
      /broken ended while starting \(code 3\).*broken\.log.*cannot open the door/s,
    );
  });

  test("a program that does not exist fails by name", async () => {
    await expect(supervisor.start(service("absent", "", { command: join(dataDir, "nothing") }))).rejects.toThrow(
      /absent .*ENOENT/,
    );
  });

  test("a service that never gets ready fails in time", async () => {
    await expect(supervisor.start(service("slow", "exec sleep 600", { readyWithinMs: 200 }))).rejects.toThrow(
      /slow did not get ready within 0.2 s/,
    );
  });

  test("a program runs to its end; its failure is told with its output", async () => {
    await supervisor.run(service("tool", "echo done > result"));
    expect(readFileSync(join(dataDir, "result"), "utf8")).toBe("done\n");
    await expect(supervisor.run(service("tool", "echo no such table >&2; exit 1"))).rejects.toThrow(
      /tool failed \(code 1\).*no such table/s,
    );
  });

  test("a full disk is named with the fix", async () => {
    const tool = service("tool", "echo 'PANIC: could not write: No space left on device'; exit 1");
    await expect(supervisor.run(tool)).rejects.toThrow(/The disk is full\. Free some space/);
  });

  test("a service that dies is started again, with its after-work", async () => {
    let started = 0;
    await supervisor.start(service("app", SERVES, { whenItEnds: "restart", afterStart: async () => void started++ }));
    const first = childNamed("app");
    process.kill(first?.pid ?? 0, "SIGKILL");
    expect(
      await waitUntil(() => started === 2 && childNamed("app")?.pid !== first?.pid && lives(childNamed("app")), WAIT),
    ).toBe(true);
    expect(lost).toEqual([]);
  });

  test("one that the stack cannot do without is reported instead", async () => {
    await supervisor.start(service("database", SERVES));
    process.kill(childNamed("database")?.pid ?? 0, "SIGKILL");
    expect(await waitUntil(() => lost.length > 0, WAIT)).toBe(true);
    expect(lost[0]?.message).toMatch(/database ended by itself \(signal SIGKILL\)/);
  });
});

describe("taking a data folder", () => {
  const said: string[] = [];
  const take = () => takeDataDir(dataDir, "http://next", (line) => said.push(line));

  test("a fresh one is ours at once", async () => {
    expect(await take()).toBeNull();
    expect(readRunFile(dataDir)).toMatchObject({
      state: "starting",
      url: "http://next",
      supervisor: { pid: process.pid },
      children: [],
    });
  });

  test("one with a living supervisor is not touched", async () => {
    await supervisor.start(service("app", SERVES));
    expect(await take()).toMatchObject({ url: "http://here", children: [{ name: "app" }] });
    expect(lives(childNamed("app"))).toBe(true);
  });

  test("what a killed supervisor left is stopped, a stranger with a recorded pid is not", async () => {
    await supervisor.start(service("app", SERVES));
    const app = childNamed("app");
    const stranger = { name: "redis", pid: process.pid, started_at: "long ago", stop_signal: "SIGKILL" as const };
    const run = readRunFile(dataDir);
    writeRunFile(dataDir, {
      supervisor: { pid: process.pid, started_at: "before the crash" },
      state: "ready",
      url: "",
      children: [...(run?.children ?? []), stranger],
    });
    expect(await take()).toBeNull();
    expect(lives(app)).toBe(false);
    expect(said.join()).toContain(`stopping app (process ${app?.pid})`);
    expect(readRunFile(dataDir)?.children).toEqual([]);
  });

  test("a session whose leader is dead is ended too", async () => {
    await supervisor.start(service("app", "sleep 602 & echo $! > grandchild; echo up; exec sleep 600"));
    const grandchild = Number(readFileSync(join(dataDir, "grandchild"), "utf8"));
    const run = readRunFile(dataDir);
    writeFileSync(
      join(dataDir, "run.json"),
      JSON.stringify({ ...run, supervisor: { pid: process.pid, started_at: "before" } }),
    );
    process.kill(run?.children[0]?.pid ?? 0, "SIGKILL");
    expect(await take()).toBeNull();
    if (process.platform === "linux")
      expect(await waitUntil(() => inspectProcess(grandchild)?.zombie !== false, WAIT)).toBe(true);
  });
});
