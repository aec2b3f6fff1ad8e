import { describe, expect, it } from "vitest";
import { computeEmailScore } from "./policy/compute-email-score.ts";
import { changedNames, ScopeMap } from "./scope-map.ts";
import type { Reputation } from "./types.ts";

const of = (sent: number) =>
  computeEmailScore({ sent, delivered: sent, bounced: 0, complained: 0, opened: 0, clicked: 0 });
const reputations = [of(0), of(1), of(2)];
const map = new ScopeMap(
  new Map([
    ["b", 2],
    ["a", 1],
  ]),
  reputations,
);

it("answers like a map of the same names", () => {
  const plain = new Map([
    ["b", reputations[2]],
    ["a", reputations[1]],
  ]);
  expect([...map]).toEqual([...plain]);
  expect([...map.entries()]).toEqual([...plain.entries()]);
  expect([...map.keys()]).toEqual(["b", "a"]);
  expect([...map.values()]).toEqual([...plain.values()]);
  expect([map.size, map.has("a"), map.has("c"), map.get("b"), map.get("c")]).toEqual([
    2,
    true,
    false,
    reputations[2],
    undefined,
  ]);
  const visited: unknown[] = [];
  map.forEach((reputation, name, whole) => {
    visited.push([name, reputation, whole === map]);
  });
  expect(visited).toEqual([
    ["b", reputations[2], true],
    ["a", reputations[1], true],
  ]);
});

describe("names whose reputation changed", () => {
  const numbers = new Map([
    ["a", 1],
    ["b", 2],
  ]);
  const [zero, one, two] = reputations as [Reputation, Reputation, Reputation];
  const before = new ScopeMap(numbers, [zero, one, two]);

  it("are found over the same numbers", () => {
    expect([...changedNames(before, new ScopeMap(numbers, [zero, one, zero]))]).toEqual(["b"]);
    expect([...changedNames(before, new ScopeMap(numbers, [two, one, two]))]).toEqual([]);
  });

  it("are found over other numbers, or in any map, with those that came and went", () => {
    const more = new Map([...numbers, ["c", 3]] as const);
    expect([...changedNames(before, new ScopeMap(more, [zero, one, zero, two]))]).toEqual(["b", "c"]);
    expect([...changedNames(before, new Map([["b", two]]))]).toEqual(["a"]);
    expect([...changedNames(new Map(), before)]).toEqual(["a", "b"]);
  });
});
