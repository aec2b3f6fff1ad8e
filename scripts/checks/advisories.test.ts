import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import semver from "semver";
import { describe, expect, it, test, vi } from "vitest";
import { checkAdvisories, findVulnerable, readAdvisories } from "./advisories.ts";
import { mergeAdvisories, readAudit } from "./refresh-advisories.ts";

const advisory = { package: "mailer", id: "GHSA-aaaa", range: "<1.2.0 || >=2.0.0 <=2.3.0", title: "Mail goes astray" };
const lockOf = (version: string, path = "node_modules/mailer") => ({ packages: { "": {}, [path]: { version } } });

describe("findVulnerable", () => {
  test.each([
    ["1.1.9", "1.2.0 or later"],
    ["1.2.0-beta.1", "1.2.0 or later"],
    ["2.3.0", "later than 2.3.0"],
  ])("names package, version, advisory and fix for %s", (version, fix) => {
    const line = `mailer ${version}: GHSA-aaaa, Mail goes astray. Fix: ${fix}`;
    expect(findVulnerable(lockOf(version), [advisory])).toEqual([line]);
  });

  test.each(["1.2.0", "1.9.9", "2.3.1", "3.0.0"])("says nothing of %s", (version) =>
    expect(findVulnerable(lockOf(version), [advisory])).toEqual([]),
  );

  it("finds copies inside other packages, and those locked under another name", () => {
    expect(findVulnerable(lockOf("1.0.0", "node_modules/a/node_modules/mailer"), [advisory])).toHaveLength(1);
    const alias = { packages: { "node_modules/other": { name: "mailer", version: "1.0.0" } } };
    expect(findVulnerable(alias, [advisory])).toHaveLength(1);
    expect(findVulnerable(lockOf("1.0.0", "node_modules/@x/mailer"), [advisory])).toEqual([]);
  });

  it("says so when every version has the fault", () => {
    const [line] = findVulnerable(lockOf("9.0.0"), [{ ...advisory, range: ">=1.0.0" }]);
    expect(line).toMatch(/no version is free of it, replace the package$/);
  });
});

test("the check fails for a lock with a named version and prints it", () => {
  const root = mkdtempSync(join(tmpdir(), "advisories-"));
  const said = vi.spyOn(console, "error").mockImplementation(() => {});
  try {
    mkdirSync(join(root, "scripts"));
    writeFileSync(
      join(root, "scripts/advisories.json"),
      JSON.stringify({ asOf: "2026-01-01", advisories: [advisory] }),
    );
    writeFileSync(join(root, "package-lock.json"), JSON.stringify(lockOf("1.0.0")));
    expect(checkAdvisories(root)).toBe(false);
    expect(said.mock.calls.flat().join()).toContain("mailer 1.0.0: GHSA-aaaa");
    writeFileSync(join(root, "package-lock.json"), JSON.stringify(lockOf("1.2.0")));
    expect(checkAdvisories(root)).toBe(true);
  } finally {
    said.mockRestore();
    rmSync(root, { recursive: true });
  }
});

test("the list of this project is dated, readable and without doubles", () => {
  const { asOf, advisories } = readAdvisories(process.cwd());
  expect(asOf).toMatch(/^\d{4}-\d\d-\d\d$/);
  expect(advisories.length).toBeGreaterThan(20);
  expect(new Set(advisories.map((one) => `${one.package} ${one.id}`)).size).toBe(advisories.length);
  for (const { id, range } of advisories) {
    expect(id).toMatch(/^GHSA(-[a-z0-9]{4}){3}$/);
    expect(semver.validRange(range), range).not.toBeNull();
  }
});

describe("refresh", () => {
  const via = { name: "mailer", url: "https://github.com/advisories/GHSA-bbbb", range: "<3.0.0", title: "Worse" };
  const fresh = { package: "mailer", id: "GHSA-bbbb", range: "<3.0.0", title: "Worse" };

  it("reads a report, and adds what is new", () => {
    const report = { vulnerabilities: { mailer: { via: [via] }, sender: { via: ["mailer"] } } };
    const found = readAudit(JSON.stringify(report));
    expect(found).toEqual([fresh]);
    const list = mergeAdvisories({ asOf: "2026-01-01", advisories: [advisory] }, [...found, ...found], "2026-02-01");
    expect(list).toEqual({ asOf: "2026-02-01", advisories: [advisory, fresh] });
  });

  test.each([
    ['{"message":"405 Method Not Allowed","error":{"summary":""}}', "405 Method Not Allowed"],
    ['{"error":{"code":"ENOLOCK","summary":"no lock"}}', "no lock"],
    ["{}", "npm audit gave no report"],
    ["", "npm audit printed no report"],
  ])("a registry that answers %s gives no list", (output, message) => {
    expect(() => readAudit(output)).toThrow(message);
  });
});
