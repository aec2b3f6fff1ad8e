import { mkdirSync, mkdtempSync, readlinkSync, realpathSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, describe, expect, test } from "vitest";
import { installPackages, installStamp, matchesLock } from "./install.mjs";
import { explainInstallFailure } from "./install-failure.mjs";
import { linkNode, requireNode24 } from "./node24.mjs";

describe("is node_modules what the lock file asks for?", () => {
  const lock = {
    packages: {
      "": { version: "9.9.9" },
      "node_modules/a": { version: "1.0.0" },
      "node_modules/b": { version: "2.0.0", optional: true },
      "node_modules/c": { version: "3.0.0", dev: true },
    },
  };
  const cases = [
    { name: "all there", installed: { a: "1.0.0", b: "2.0.0", c: "3.0.0" }, expected: true },
    { name: "an optional one left out", installed: { a: "1.0.0", c: "3.0.0" }, expected: true },
    { name: "a required one missing", installed: { b: "2.0.0", c: "3.0.0" }, expected: false },
    { name: "another version", installed: { a: "1.0.1", c: "3.0.0" }, expected: false },
    { name: "another version of an optional one", installed: { a: "1.0.0", b: "2.0.1", c: "3.0.0" }, expected: false },
    { name: "a development package missing", installed: { a: "1.0.0" }, expected: false },
    { name: "a development package missing in an image", installed: { a: "1.0.0" }, withoutDev: true, expected: true },
    { name: "a required one missing in an image", installed: { c: "3.0.0" }, withoutDev: true, expected: false },
  ];
  test.each(cases)("$name → $expected", ({ installed, expected, withoutDev }) => {
    const packages = Object.fromEntries(
      Object.entries(installed).map(([name, version]) => [`node_modules/${name}`, { version }]),
    );
    expect(matchesLock(lock, { packages }, { withoutDev })).toBe(expected);
  });

  test("a start that may not install says what to run", () => {
    const root = mkdtempSync(join(tmpdir(), "bootstrap-"));
    try {
      writeFileSync(join(root, "package-lock.json"), JSON.stringify(lock));
      expect(() => installPackages(root, { mayInstall: false })).toThrow(/npm ci/);
    } finally {
      rmSync(root, { recursive: true });
    }
  });

  test("the stamp changes with the lock file and with the platform", () => {
    const stamp = installStamp("lock", "linux-x64");
    expect(installStamp("lock", "linux-x64")).toBe(stamp);
    expect(installStamp("lock2", "linux-x64")).not.toBe(stamp);
    expect(installStamp("lock", "darwin-arm64")).not.toBe(stamp);
  });
});

describe("a failed npm ci says what to do", () => {
  const cases = [
    { stderr: "npm error code ENOSPC\nnpm error nospc no space left on device", says: "disk is full" },
    { stderr: "npm error code EUSAGE\nMissing: x@1.0.0 from lock file", says: "complete-lock.mjs" },
    { stderr: "npm error code EACCES", says: "may not write here" },
    { stderr: "npm error code EAI_AGAIN", says: "registry cannot be reached" },
    { stderr: "npm error code E404", says: "does not hand out" },
    { stderr: "npm error code EINTEGRITY", says: "cache clean" },
    { stderr: "npm error something new", says: "Read npm's message" },
  ];
  test.each(cases)("$stderr", ({ stderr, says }) => {
    const message = explainInstallFailure(stderr, undefined);
    expect(message).toContain(says);
    expect(message).toContain(stderr);
  });

  test("no npm at all", () => {
    expect(explainInstallFailure("", new Error("spawn npm ENOENT"))).toMatch(
      /could not be started.*Install Node together with npm/,
    );
  });
});

describe("Node 24", () => {
  const folders: string[] = [];
  const emptyRoot = () => {
    const folder = mkdtempSync(join(tmpdir(), "bootstrap-"));
    folders.push(folder);
    return folder;
  };
  afterEach(() => {
    for (const folder of folders.splice(0)) rmSync(folder, { recursive: true });
  });

  test("the running Node serves when no package brought one", () => {
    expect(requireNode24(emptyRoot())).toBe(process.execPath);
  });

  test("the link is made where it is missing, broken or points elsewhere", () => {
    const root = emptyRoot();
    const link = join(root, "node_modules", ".bin", "node");
    linkNode(root, process.execPath);
    expect(realpathSync(link)).toBe(realpathSync(process.execPath));

    for (const target of [join(root, "gone"), "/bin/sh"]) {
      rmSync(link);
      symlinkSync(target, link);
      linkNode(root, process.execPath);
      expect(readlinkSync(link)).toBe(process.execPath);
    }
  });

  test("a folder without .bin gets one", () => {
    const root = emptyRoot();
    mkdirSync(join(root, "node_modules"));
    linkNode(root, process.execPath);
    expect(readlinkSync(join(root, "node_modules", ".bin", "node"))).toBe(process.execPath);
  });
});
