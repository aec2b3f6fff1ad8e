import { spawn } from "node:child_process";
import { join } from "node:path";
import { text } from "node:stream/consumers";
import type { NamedTest } from "./read-table.ts";
import type { Outcome } from "./run-test.ts";

const kept = ["PATH", "HOME", "USER", "TMPDIR", "LANG", "PLAYWRIGHT_CHROMIUM_PATH"];
const longestMs = 20 * 60_000;

/** Builds the console in a folder and runs one browser test on it, with services of its own. */
export async function runBrowserTest(folder: string, { path, title }: NamedTest): Promise<Outcome> {
  const exact = `${title.replace(/[.*+?^${}()|[\]\\]/g, "\\$&")}$`;
  const command = ["--conditions=react-server", "scripts/test.ts", "e2e", path, "-g", exact];
  const shell = Object.fromEntries(kept.flatMap((name) => (process.env[name] ? [[name, process.env[name]]] : [])));
  const child = spawn(process.execPath, command, {
    cwd: folder,
    env: { ...shell, DATA_DIR: join(folder, ".data") } as never,
    stdio: ["ignore", "pipe", "ignore"],
    timeout: longestMs,
    killSignal: "SIGINT",
  });
  return outcomeIn(await text(child.stdout), title);
}

/** What the list of a browser run says of one test; `broken`: it is not in it, as when the build failed. */
export function outcomeIn(output: string, title: string): Outcome {
  const [, mark] =
    output
      .split("\n")
      .find((line) => line.includes(title))
      ?.match(/^\s*(\S+)\s/) ?? [];
  if (mark === "✓" || mark === "ok") return "passed";
  return mark === "✘" || mark === "x" ? "failed" : "broken";
}
