import { readdirSync } from "node:fs";

/** The files of the benches, each named after its goal. */
export function benchFiles(): string[] {
  return readdirSync(import.meta.dirname)
    .filter((file) => /^(p\d+|soak)-.*\.ts$/.test(file))
    .sort();
}

/** The goal that a file is about, as people name it: `P3`. */
export function goalOf(file: string): string {
  return file.slice(0, file.indexOf("-")).toUpperCase();
}

/** What is wrong with the goals that somebody named, as a sentence; null when there are benches for all of them. */
export function refuseGoals(named: readonly string[]): string | null {
  const goals = benchFiles().map(goalOf);
  const unknown = named.filter((name) => !goals.includes(name.toUpperCase()));
  return unknown.length === 0 ? null : `There is no bench ${unknown.join(", ")}. There are: ${goals.join(", ")}.`;
}
