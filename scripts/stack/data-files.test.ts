import { chmodSync, mkdirSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { readCredentials, refreshCredentials } from "./credentials.ts";
import { prepareDataDir, requireSpace } from "./data-dir.ts";
import { logTail, openLog } from "./logs.ts";
import { loadSecrets, parseSecrets } from "./secrets.ts";
import { sourceStamp } from "./source-stamp.ts";

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "data-files-"));
});
afterEach(() => rmSync(folder, { recursive: true }));
const modeOf = (path: string) => statSync(path).mode & 0o777;

describe("secrets.env", () => {
  const file = () => join(folder, "secrets.env");

  test("is generated once, readable by its owner only, in the shapes that the app wants", () => {
    const first = loadSecrets(folder, {});
    expect(first.AUTH_SECRET.length).toBeGreaterThanOrEqual(32);
    expect(Buffer.from(first.ENCRYPTION_KEY, "base64")).toHaveLength(32);
    expect(first.INNGEST_SIGNING_KEY).toMatch(/^signkey-prod-[0-9a-f]{64}$/);
    expect(modeOf(file())).toBe(0o600);
    const text = readFileSync(file(), "utf8");
    expect(loadSecrets(folder, {})).toEqual(first);
    expect(readFileSync(file(), "utf8")).toBe(text);
  });

  test("gets what it lacks and keeps the rest, unknown lines included", () => {
    writeFileSync(file(), "# mine\nAUTH_SECRET=kept=with=signs\nOTHER=1\n", { mode: 0o644 });
    const secrets = loadSecrets(folder, {});
    expect(secrets.AUTH_SECRET).toBe("kept=with=signs");
    expect(parseSecrets(readFileSync(file(), "utf8"))).toEqual({ ...secrets, OTHER: "1" });
    expect(modeOf(file())).toBe(0o600);
  });

  test("is closed again when somebody opened it", () => {
    loadSecrets(folder, {});
    chmodSync(file(), 0o644);
    loadSecrets(folder, {});
    expect(modeOf(file())).toBe(0o600);
  });

  test("gives way to the environment, which is not written down", () => {
    expect(loadSecrets(folder, { AUTH_SECRET: "from outside" }).AUTH_SECRET).toBe("from outside");
    expect(readFileSync(file(), "utf8")).not.toContain("from outside");
  });
});

describe("credentials.json", () => {
  const urls = { url: "http://127.0.0.1:3001", database_url: "d", redis_url: "r", inngest_url: "i" };

  test("that is not there stays away", () => {
    expect(refreshCredentials(folder, urls)).toBeNull();
    expect(readCredentials(folder)).toBeNull();
  });

  test("gets the addresses of this start and keeps all else", () => {
    const stored = {
      ...urls,
      url: "http://127.0.0.1:3000",
      email: "e",
      api_key: "k",
      webhook_url: "http://127.0.0.1:3000/api/webhooks/sendgrid/7",
      extra: 1,
    };
    writeFileSync(join(folder, "credentials.json"), JSON.stringify(stored), { mode: 0o600 });
    refreshCredentials(folder, urls);
    expect(readCredentials(folder)).toEqual({
      ...stored,
      ...urls,
      webhook_url: "http://127.0.0.1:3001/api/webhooks/sendgrid/7",
    });
    expect(modeOf(join(folder, "credentials.json"))).toBe(0o600);
  });
});

describe("the data folder", () => {
  test("is made with its logs, open enough for the database's user to pass", () => {
    const dataDir = join(folder, "a", "b");
    prepareDataDir(dataDir);
    expect(statSync(join(dataDir, "logs")).isDirectory()).toBe(true);
  });

  test("that is a file is refused with the fix", () => {
    writeFileSync(join(folder, "file"), "");
    expect(() => prepareDataDir(join(folder, "file"))).toThrow(/DATA_DIR .* is not a folder/);
  });

  test.skipIf(process.platform !== "linux")("where the system keeps no folders is refused with the fix", () => {
    expect(() => prepareDataDir("/proc/outreach/data")).toThrow(/No folder can be made at \/proc\/outreach\/data/);
  });

  test("below a file is refused with the fix", () => {
    writeFileSync(join(folder, "file"), "");
    expect(() => prepareDataDir(join(folder, "file", "deep", "er"))).toThrow(/DATA_DIR .* is not a folder/);
  });

  test("on a full disk is refused with the fix", () => {
    expect(() => requireSpace("/data", 499)).toThrow(
      /disk is full: 499 MB free at \/data, 500 MB are needed.*DATA_DIR/,
    );
    expect(() => requireSpace("/data", 500)).not.toThrow();
  });
});

test("a log's tail begins at its last start", () => {
  mkdirSync(join(folder, "logs"));
  openLog(folder, "x", "first");
  writeFileSync(join(folder, "logs", "x.log"), "old trouble\n", { flag: "a" });
  openLog(folder, "x", "second");
  writeFileSync(join(folder, "logs", "x.log"), "one\ntwo\nthree\n", { flag: "a" });
  expect(logTail(folder, "x")).toBe("one\ntwo\nthree");
  expect(logTail(folder, "x", 2)).toBe("two\nthree");
  expect(logTail(folder, "none")).toBe("");
});

test("the source stamp follows contents and names, not tests and not generated files", () => {
  const write = (path: string, text: string) => {
    mkdirSync(join(folder, path, ".."), { recursive: true });
    writeFileSync(join(folder, path), text);
  };
  write("lib/a.ts", "1");
  write("next.config.mjs", "x");
  const sources = ["lib", "next.config.mjs", "proxy.ts"];
  const stamp = sourceStamp(folder, sources);
  write("lib/a.test.ts", "new test");
  write("lib/db/generated/client.ts", "made");
  write("elsewhere.ts", "1");
  expect(sourceStamp(folder, sources)).toBe(stamp);
  const changed = [
    ["lib/a.ts", "2"],
    ["lib/b.ts", "1"],
    ["proxy.ts", ""],
    ["next.config.mjs", "y"],
  ] as const;
  const stamps = changed.map(([path, text]) => {
    write(path, text);
    return sourceStamp(folder, sources);
  });
  expect(new Set([stamp, ...stamps]).size).toBe(5);
});
