import { expect, test } from "vitest";
import { isAsRefused } from "./refused-value.ts";

test("a refusal stays until its own value is edited", () => {
  const refused = { name: "", from_email: "ann" };
  expect(isAsRefused(refused, { name: "", from_email: "ann@mail.test" }, "from_email")).toBe(false);
  expect(isAsRefused(refused, { name: "", from_email: "ann@mail.test" }, "name")).toBe(true);
});

test("one entry of a list is a value of its own, and a list one by its content", () => {
  const steps = (second: number) => ({ steps: [{ step: 1 }, { step: 2, delay_hours: second }] });
  expect(isAsRefused(steps(1), steps(12), "steps.1.delay_hours")).toBe(false);
  expect(isAsRefused(steps(1), steps(12), "steps.0.step")).toBe(true);
  expect(isAsRefused(steps(1), steps(1), "steps")).toBe(true);
  expect(isAsRefused(steps(1), steps(12), "steps")).toBe(false);
});

test("no number is no number, whatever its text, and what is in neither body stays refused", () => {
  expect(isAsRefused({ port: Number.NaN }, { port: Number.NaN }, "port")).toBe(true);
  expect(isAsRefused({ port: Number.NaN }, { port: 25 }, "port")).toBe(false);
  expect(isAsRefused({}, {}, "settings.host")).toBe(true);
  expect(isAsRefused({ settings: null }, {}, "settings.host")).toBe(true);
});
