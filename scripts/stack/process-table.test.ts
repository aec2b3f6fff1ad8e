import { spawn } from "node:child_process";
import { once } from "node:events";
import { describe, expect, test } from "vitest";
import { inspectProcess, isRunning, parseProcStat, sessionMembers } from "./process-table.ts";
import { waitUntil } from "./wait.ts";

describe("parseProcStat", () => {
  const after = "S 1 4711 4242 0 -1 4194304 100 0 0 0 1 2 0 0 20 0 11 0 987654 1000 200";
  const cases = [
    {
      name: "a plain name",
      text: `77 (redis-server) ${after}`,
      expected: { state: "S", session: 4242, startTicks: "987654" },
    },
    {
      name: "brackets and spaces in the name",
      text: `77 (next (v1) x) ${after}`,
      expected: { state: "S", session: 4242, startTicks: "987654" },
    },
    {
      name: "a zombie",
      text: `77 (postgres) ${after.replace("S", "Z")}\n`,
      expected: { state: "Z", session: 4242, startTicks: "987654" },
    },
    { name: "cut off", text: "77 (x) S 1", expected: null },
    { name: "nothing", text: "", expected: null },
  ];
  test.each(cases)("$name", ({ text, expected }) => expect(parseProcStat(text)).toEqual(expected));
});

describe("the process table", () => {
  test("shows this process, the same way every time", () => {
    const info = inspectProcess(process.pid);
    expect(info).toMatchObject({ pid: process.pid, zombie: false });
    expect(isRunning(process.pid, info?.startedAt ?? "")).toBe(true);
  });

  test("a pid with another start is another process", () => {
    expect(isRunning(process.pid, "another start")).toBe(false);
  });

  test.each([0, -1, Number.NaN, 2 ** 40])("%s is nobody", (pid) => expect(inspectProcess(pid)).toBeNull());

  test("follows a process from start to end, with the members of its session", async () => {
    const child = spawn("sleep", ["60"], { detached: true, stdio: "ignore" });
    const pid = child.pid as number;
    const startedAt = inspectProcess(pid)?.startedAt ?? "";
    if (process.platform === "linux") expect(sessionMembers(pid)).toEqual([pid]);
    child.kill("SIGKILL");
    await once(child, "exit");
    expect(await waitUntil(() => !isRunning(pid, startedAt), { timeoutMs: 5_000 })).toBe(true);
    expect(sessionMembers(pid)).toEqual([]);
  });
});
