import { expect, it } from "vitest";
import { createEchoes } from "./echoes.ts";

function reported(...values: string[]) {
  const echoes = createEchoes();
  for (const value of values) echoes.report(value);
  return echoes;
}

it("knows an older report that comes back late, and the newest after it", () => {
  const echoes = reported("s", "se", "sen");
  expect(["s", "sen"].map(echoes.isOwn)).toEqual([true, true]);
});

it("waits no more for what was passed over", () => {
  const echoes = reported("s", "se");
  expect(["se", "s"].map(echoes.isOwn)).toEqual([true, false]);
});

it("knows what was set elsewhere, which ends all waiting", () => {
  const echoes = reported("s");
  expect(["", "s"].map(echoes.isOwn)).toEqual([false, false]);
});
