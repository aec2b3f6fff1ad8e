import fc from "fast-check";
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

it("keeps exactly the tenants asked for or written last, whatever the order", () => {
  const anyUse = fc.record({
    tenant: fc.constantFrom("a", "b", "c", "d", "e"),
    value: fc.option(fc.nat(), { nil: null }),
  });
  fc.assert(
    fc.property(fc.array(anyUse), fc.integer({ min: 1, max: 4 }), (uses, size) => {
      const cache = new TenantCache<number>(size);
      let model: [string, number][] = [];
      for (const { tenant, value } of uses) {
        const known = model.find(([name]) => name === tenant)?.[1];
        if (value === null) expect(cache.get(tenant)).toBe(known);
        else cache.set(tenant, value);
        const now = value ?? known;
        if (now !== undefined)
          model = [...model.filter(([name]) => name !== tenant), [tenant, now] as [string, number]].slice(-size);
      }
      expect(model.map(([tenant]) => cache.get(tenant))).toEqual(model.map(([, value]) => value));
    }),
  );
});

it("keeps a falsy entry like any other", () => {
  const cache = new TenantCache<number>(1);
  cache.set("a", 0);
  expect(cache.get("a")).toBe(0);
});
