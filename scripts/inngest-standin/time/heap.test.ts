import fc from "fast-check";
import { expect, test } from "vitest";
import { Heap } from "./heap.ts";

test("gives items back in order, whatever the mix of pushes and pops", () => {
  const command = fc.oneof(fc.record({ push: fc.integer() }), fc.constant("pop" as const));
  fc.assert(
    fc.property(fc.array(command, { maxLength: 200 }), (commands) => {
      const heap = new Heap<number>((a, b) => a < b);
      let model: number[] = [];
      for (const step of commands) {
        if (step === "pop") {
          expect(heap.peek()).toBe(model[0]);
          expect(heap.pop()).toBe(model[0]);
          model = model.slice(1);
        } else {
          heap.push(step.push);
          model = [...model, step.push].sort((a, b) => a - b);
        }
        expect(heap.size).toBe(model.length);
      }
    }),
  );
});

test("drain empties it", () => {
  const heap = new Heap<number>((a, b) => a < b);
  for (const value of [3, 1, 2]) heap.push(value);
  expect(heap.drain().sort()).toEqual([1, 2, 3]);
  expect(heap.pop()).toBeUndefined();
});
