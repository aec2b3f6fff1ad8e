import { readFileSync } from "node:fs";
import { join } from "node:path";
import semver from "semver";

/** `range`: the versions that have the fault, as semver; `id`: of GitHub's advisory database. */
export type Advisory = { package: string; id: string; range: string; title: string };
/** `asOf`: the day somebody last looked, YYYY-MM-DD. What became known later is not in it. */
export type AdvisoryList = { asOf: string; advisories: Advisory[] };
export type Lock = { packages: Record<string, { name?: string; version?: string }> };

/** A line for every locked version that an advisory names, with what to do. */
export function findVulnerable(lock: Lock, advisories: Advisory[]): string[] {
  const found = lockedVersions(lock).flatMap(({ name, version }) =>
    advisories
      .filter((advisory) => advisory.package === name && isIn(version, advisory.range))
      .map(({ id, title, range }) => `${name} ${version}: ${id}, ${title}. Fix: ${fixOf(version, range)}`),
  );
  return [...new Set(found)].toSorted();
}

/** True when no version in package-lock.json is named by scripts/advisories.json; prints those that are. */
export function checkAdvisories(root: string): boolean {
  const lock = JSON.parse(readFileSync(join(root, "package-lock.json"), "utf8")) as Lock;
  const found = findVulnerable(lock, readAdvisories(root).advisories);
  for (const line of found) console.error(line);
  return found.length === 0;
}

export function advisoriesFile(root: string): string {
  return join(root, "scripts", "advisories.json");
}

export function readAdvisories(root: string): AdvisoryList {
  return JSON.parse(readFileSync(advisoriesFile(root), "utf8")) as AdvisoryList;
}

function lockedVersions(lock: Lock): { name: string; version: string }[] {
  return Object.entries(lock.packages).flatMap(([path, { name, version }]) =>
    path === "" || version === undefined ? [] : [{ name: name ?? path.replace(/^.*node_modules\//, ""), version }],
  );
}

function isIn(version: string, range: string): boolean {
  return semver.satisfies(version, range, { includePrerelease: true });
}

/** The end of that part of the range which the version is in. */
function fixOf(version: string, range: string): string {
  const part = range.split("||").find((one) => isIn(version, one)) ?? range;
  const end = new semver.Range(part).set.flat().find(({ operator }) => operator === "<" || operator === "<=");
  if (end === undefined) return "no version is free of it, replace the package";
  return end.operator === "<" ? `${end.semver.version} or later` : `later than ${end.semver.version}`;
}
