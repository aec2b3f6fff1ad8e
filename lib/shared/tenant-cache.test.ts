import { expect, it } from "vitest";
import { TenantCache } from "./tenant-cache.ts";

it("forgets the tenant not asked for longest", () => {
  const cache = new TenantCache<number>(2);
  cache.set("a", 1);
  cache.set("b", 2);
  expect(cache.get("a")).toBe(1);
  cache.set("c", 3);
  expect([cache.get("a"), cache.get("b"), cache.get("c")]).toEqual([1, undefined, 3]);
});

it("keeps one entry a tenant, the latest", () => {
  const cache = new TenantCache<number>(2);
  cache.set("a", 1);
  cache.set("a", 2);
  cache.set("b", 3);
  expect([cache.get("a"), cache.get("b")]).toEqual([2, 3]);
});
