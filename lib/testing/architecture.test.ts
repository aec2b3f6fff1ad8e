import { execFileSync } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";

/** Every tracked or new source file, without what is generated. */
const files = execFileSync(
  "git",
  ["ls-files", "--cached", "--others", "--exclude-standard", "--", "*.ts", "*.tsx", "*.mjs"],
  { encoding: "utf8" },
)
  .split("\n")
  .filter((path) => path !== "" && existsSync(path) && !path.endsWith(".d.ts"));
const textOf = new Map(files.map((path) => [path, readFileSync(path, "utf8")]));
const isTest = (path: string) =>
  /\.test\.tsx?$/.test(path) || path.startsWith("e2e/") || path.startsWith("lib/testing/");
const lines = (path: string) => (textOf.get(path) ?? "").split("\n").length - 1;

function where(keep: (path: string) => boolean, pattern: RegExp): string[] {
  return files.filter(keep).flatMap((path) => {
    const found = (textOf.get(path) ?? "")
      .split("\n")
      .findIndex((line) => pattern.test(line) && !/^\s*(\*|\/\/|\/\*)/.test(line));
    return found < 0 ? [] : [`${path}:${found + 1}`];
  });
}

describe("the house (docs/architecture.md)", () => {
  it("has no file over 250 lines", () => {
    expect(files.filter((path) => lines(path) > 250).map((path) => `${path}: ${lines(path)}`)).toEqual([]);
  });

  it("keeps its files short: half of them under 80 lines", () => {
    const sizes = files
      .filter((path) => !isTest(path))
      .map(lines)
      .sort((a, b) => a - b);
    expect(sizes[Math.floor(sizes.length / 2)]).toBeLessThanOrEqual(80);
  });

  it("lets no policy look at the clock or roll dice", () => {
    expect(
      where(
        (path) => /\/policy\//.test(path) && !isTest(path),
        /new Date\(\)|Date\.now\(|Math\.random\(|performance\.now\(/,
      ),
    ).toEqual([]);
  });

  it("looks across tenants in one file only", () => {
    const allowed = /^lib\/(tenancy|testing|db)\/|\.test\.ts$/;
    expect(
      where((path) => /^(app|components|inngest|lib)\//.test(path) && !allowed.test(path), /\.acrossTenants\(/),
    ).toEqual([]);
  });

  it("reads the environment in lib/env.ts only", () => {
    expect(
      where(
        (path) => /^(app|components|inngest|lib)\//.test(path) && path !== "lib/env.ts" && !isTest(path),
        /process\.env/,
      ),
    ).toEqual([]);
  });

  it("writes no SQL outside repos", () => {
    const mayHold = (path: string) =>
      /\/repo(-[\w-]+)?\.ts$|^lib\/(db|testing)\/|^lib\/tenancy\/across-tenants\.ts$/.test(path) || isTest(path);
    expect(
      where((path) => /^(app|components|inngest|lib)\//.test(path) && !mayHold(path), /\$(queryRaw|executeRaw)/),
    ).toEqual([]);
  });

  it("runs every test it has", () => {
    expect(
      where(isTest, /\b(it|test|describe)\.(only|skip|todo|fixme)\b/).filter(
        (place) => !place.startsWith("lib/testing/architecture"),
      ),
    ).toEqual([]);
  });

  it("has no escape from the type checker", () => {
    expect(where((path) => !isTest(path), /\bas any\b|: any\b|@ts-(ignore|expect-error|nocheck)/)).toEqual([]);
  });

  it("has at least nine test lines for ten lines of code in lib and inngest", () => {
    const mine = files.filter(
      (path) => /^(lib|inngest)\//.test(path) && !path.startsWith("lib/testing/") && !path.includes("/generated/"),
    );
    const sum = (paths: string[]) => paths.reduce((total, path) => total + lines(path), 0);
    const tests = sum(mine.filter(isTest));
    expect(tests / sum(mine.filter((path) => !isTest(path)))).toBeGreaterThanOrEqual(0.9);
  });

  it("loads no schema in the browser: components take types alone from a contract that is written in zod", () => {
    const loaded = /import (?!type )\{([^}]*)\} from "#(lib\/[^"]+)"/g;
    const found = files
      .filter((path) => path.startsWith("components/") && !isTest(path))
      .flatMap((path) => {
        const imports = [...(textOf.get(path) ?? "").matchAll(loaded)];
        const schemas = imports.filter(([, names = "", from = ""]) => {
          const hasValue = names.split(",").some((name) => name.trim() !== "" && !name.trim().startsWith("type "));
          return hasValue && textOf.get(from)?.includes('from "zod"');
        });
        return schemas.map(([, , from]) => `${path}: ${from}`);
      });
    expect(found).toEqual([]);
  });
});
