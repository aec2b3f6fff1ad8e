import { existsSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { strykerCommand, strykerConfig } from "./stryker-run.ts";
import { TARGETS } from "./targets.ts";

const root = new URL("../../", import.meta.url).pathname;

describe("targets", () => {
  it("have names of their own, and no file twice", () => {
    const names = TARGETS.map(({ name }) => name);
    const files = TARGETS.flatMap(({ folder, files: own }) => own.map((file) => `${folder}/${file}`));
    expect([new Set(names).size, new Set(files).size]).toEqual([names.length, files.length]);
  });

  it.each(TARGETS)("$name: every file is there, and changed where it is tested", (target) => {
    const { mutate, vitest } = strykerConfig(target);
    expect(mutate).toHaveLength(target.files.length);
    for (const path of mutate) {
      expect(path.startsWith(`${vitest.dir}/`)).toBe(true);
      expect(existsSync(`${root}${path}`), path).toBe(true);
    }
  });
});

it("fetches exact versions, and Vitest in that of the project", () => {
  const command = strykerCommand("/tmp/config.json", "5.1.1");
  const packages = command.filter((word) => word.startsWith("--package="));
  expect(packages).toHaveLength(3);
  for (const name of packages) expect(name).toMatch(/@\d+\.\d+\.\d+$/);
  expect(packages.at(-1)).toBe("--package=vitest@5.1.1");
  expect(command.slice(-3)).toEqual(["stryker", "run", "/tmp/config.json"]);
});
