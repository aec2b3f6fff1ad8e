import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { completeLock, missingOptionalEntries } from "./complete-lock.mjs";

const read = (file: string) => JSON.parse(readFileSync(new URL(`../${file}`, import.meta.url), "utf8"));

describe("package-lock.json of this project", () => {
  const lock = read("package-lock.json");

  test("has an entry for every optional dependency, so that npm ci accepts it on every platform", () => {
    expect(missingOptionalEntries(lock)).toEqual([]);
  });

  test("names no registry host", () => {
    const resolved = Object.values<{ resolved?: string }>(lock.packages).filter((entry) => entry.resolved);
    expect(resolved).toEqual([]);
    expect(JSON.stringify(lock)).not.toMatch(/\.tgz/);
  });

  test("and package.json give exact versions only, the same ones", () => {
    const manifest = read("package.json");
    for (const group of ["dependencies", "devDependencies", "optionalDependencies"]) {
      expect(lock.packages[""][group]).toEqual(manifest[group]);
      for (const version of Object.values(manifest[group])) expect(version).toMatch(/^\d+\.\d+\.\d+(-[\w.]+)?$/);
    }
  });
});

describe("completeLock", () => {
  const lock = {
    packages: {
      "": { name: "x" },
      "node_modules/tool": {
        version: "1.2.3",
        dev: true,
        optionalDependencies: {
          "@tool/cli-linux-x64-musl": "1.2.3",
          "@tool/cli-win32-arm64": "^1.2.0",
          "tool-core": "1.0.0",
        },
      },
      "node_modules/tool/node_modules/tool-core": { version: "1.0.0" },
      "node_modules/a": { version: "1.0.0" },
    },
  };

  test("adds what no folder above the package provides, with platform limits read from the name", () => {
    const { packages } = completeLock(lock);
    expect(packages["node_modules/@tool/cli-linux-x64-musl"]).toEqual({
      version: "1.2.3",
      cpu: ["x64"],
      dev: true,
      libc: ["musl"],
      optional: true,
      os: ["linux"],
    });
    expect(packages["node_modules/@tool/cli-win32-arm64"]).toMatchObject({
      version: "1.2.0",
      os: ["win32"],
      cpu: ["arm64"],
    });
    expect(packages["node_modules/tool-core"]).toBeUndefined();
    expect(Object.keys(packages)).toEqual(Object.keys(packages).toSorted((a, b) => a.localeCompare(b, "en")));
  });

  test("leaves its input alone and has nothing to do the second time", () => {
    const before = structuredClone(lock);
    const completed = completeLock(lock);
    expect(lock).toEqual(before);
    expect(missingOptionalEntries(completed)).toEqual([]);
    expect(completeLock(completed)).toEqual(completed);
  });
});
