import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test, vi } from "vitest";
import { runTool } from "./run-tool.ts";
import { runChecks } from "./static-checks.ts";

test("every check is run and counted, whatever the ones before it said", async () => {
  const log = vi.spyOn(console, "log").mockImplementation(() => {});
  const check = (name: string, holds: boolean) => ({ name, run: async () => holds });
  const outcome = await runChecks("/", [check("a", true), check("b", false), check("c", true)]);
  const lines = log.mock.calls.map(([line]) => String(line).replace(/ \(.*/, ""));
  log.mockRestore();
  expect(outcome).toEqual({ passed: 2, failures: ["b"] });
  expect(lines).toEqual(["✓ a", "✗ b", "✓ c"]);
});

test("a tool that ends with something else than 0 does not hold", async () => {
  const root = mkdtempSync(join(tmpdir(), "tools-"));
  try {
    writeFileSync(join(root, "bad.mjs"), "process.exit(3)");
    writeFileSync(join(root, "good.mjs"), "process.exit(process.argv[2] === 'x' ? 0 : 1)");
    expect(await runTool(root, ["bad.mjs"])).toBe(false);
    expect(await runTool(root, ["good.mjs", "x"])).toBe(true);
  } finally {
    rmSync(root, { recursive: true });
  }
});
