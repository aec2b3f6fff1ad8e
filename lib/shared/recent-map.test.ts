import fc from "fast-check";
import { expect, it } from "vitest";
import { RecentMap } from "./recent-map.ts";

it("forgets the one not asked for longest", () => {
  const cache = new RecentMap<number>(2);
  cache.set("a", 1);
  cache.set("b", 2);
  expect(cache.get("a")).toBe(1);
  cache.set("c", 3);
  expect([cache.get("a"), cache.get("b"), cache.get("c")]).toEqual([1, undefined, 3]);
});

it("keeps one entry an id, the latest", () => {
  const cache = new RecentMap<number>(2);
  cache.set("a", 1);
  cache.set("a", 2);
  cache.set("b", 3);
  expect([cache.get("a"), cache.get("b")]).toEqual([2, 3]);
});

it("keeps exactly those asked for or written last, whatever the order", () => {
  const anyUse = fc.record({
    id: fc.constantFrom("a", "b", "c", "d", "e"),
    value: fc.option(fc.nat(), { nil: null }),
  });
  fc.assert(
    fc.property(fc.array(anyUse), fc.integer({ min: 1, max: 4 }), (uses, size) => {
      const cache = new RecentMap<number>(size);
      let model: [string, number][] = [];
      for (const { id, value } of uses) {
        const known = model.find(([name]) => name === id)?.[1];
        if (value === null) expect(cache.get(id)).toBe(known);
        else cache.set(id, value);
        const now = value ?? known;
        if (now !== undefined)
          model = [...model.filter(([name]) => name !== id), [id, now] as [string, number]].slice(-size);
      }
      expect(model.map(([id]) => cache.get(id))).toEqual(model.map(([, value]) => value));
    }),
  );
});

it("keeps a falsy entry like any other", () => {
  const cache = new RecentMap<number>(1);
  cache.set("a", 0);
  expect(cache.get("a")).toBe(0);
});
