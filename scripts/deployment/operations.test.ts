import { describe, expect, test } from "vitest";
import { alertKindNames } from "#lib/alerts/kinds.ts";
import { envNames, requiredEnvNames } from "#lib/env.ts";
import { readFile } from "./files.ts";

const text = readFile("docs/operations.md");
const scripts = (JSON.parse(readFile("package.json")) as { scripts: Record<string, string> }).scripts;
const section = (title: string) => text.split(/^## /m).find((part) => part.startsWith(`${title}\n`)) ?? "";
const runbooks = section("Runbooks")
  .split(/^### /m)
  .slice(1)
  .map((part) => ({ code: part.slice(0, part.indexOf("\n")), body: part }));

describe("docs/operations.md", () => {
  test("explains every variable of the code once, and says which are needed", () => {
    const rows = section("Configuration")
      .split("\n")
      .filter((line) => line.startsWith("| `"));
    const explained = rows.flatMap((row) => {
      const [, names = "", , otherwise = ""] = row.split("|");
      return [...names.matchAll(/`([A-Z_]+)`/g)].map(([, name = ""]) => ({
        name,
        isNeeded: otherwise.includes("needed"),
      }));
    });
    expect(explained.map(({ name }) => name).toSorted()).toEqual(envNames.toSorted());
    const needed = explained.filter(({ isNeeded }) => isNeeded).map(({ name }) => name);
    expect(needed.toSorted()).toEqual(requiredEnvNames.toSorted());
  });

  test("names only scripts that there are", () => {
    const named = [...text.matchAll(/npm run ([\w:]+)/g)].map(([, name = ""]) => name);
    expect(named.length).toBeGreaterThan(8);
    expect(named.filter((name) => !(name in scripts))).toEqual([]);
  });

  test("has a runbook for every kind of alert, found by its code, and for nothing else", () => {
    expect(runbooks.map(({ code }) => code).toSorted()).toEqual([...alertKindNames].toSorted());
  });

  test.each(runbooks)(
    "the runbook of $code says what it means, what was done, what to look at, what to do, when it is over",
    ({ body }) => {
      const parts = [...body.matchAll(/^\* \*\*([^*]+)\*\*: .{5,}$/gm)].map(([, part]) => part);
      expect(parts).toEqual(["What it means", "Already done", "Look at", "Do", "Over when"]);
    },
  );
});
