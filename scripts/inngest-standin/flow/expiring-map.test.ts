import { expect, test } from "vitest";
import { ExpiringMap } from "./expiring-map.ts";

test("remembers for the time given, counted from the last set, and forgets the rest", () => {
  const map = new ExpiringMap<number>({ ttlMs: 100 });
  map.set("a", 1, 0);
  map.set("b", 2, 50);
  expect(map.get("a", 99)).toBe(1);
  expect(map.get("a", 100)).toBeUndefined();
  map.set("a", 3, 60);
  expect(map.get("a", 159)).toBe(3);
  map.set("c", 4, 155);
  expect(map.size).toBe(2);
  expect(map.get("b", 155)).toBeUndefined();
});

test("keeps no more than allowed, dropping the oldest", () => {
  const map = new ExpiringMap<number>({ ttlMs: 1_000, maxEntries: 2 });
  for (const [index, key] of ["a", "b", "c"].entries()) map.set(key, index, index);
  expect([map.get("a", 5), map.get("b", 5), map.get("c", 5)]).toEqual([undefined, 1, 2]);
});
