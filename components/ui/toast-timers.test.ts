import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { ToastTimers } from "./toast-timers.ts";

const ended: number[] = [];
let timers: ToastTimers;

beforeEach(() => {
  vi.useFakeTimers();
  ended.length = 0;
  timers = new ToastTimers((id) => {
    timers.forget(id);
    ended.push(id);
  });
});
afterEach(() => vi.useRealTimers());

it("ends each after its own time", () => {
  timers.start(1, 6_000);
  timers.start(2, 12_000);
  vi.advanceTimersByTime(6_000);
  expect(ended).toEqual([1]);
  vi.advanceTimersByTime(6_000);
  expect(ended).toEqual([1, 2]);
});

it("stands still while held, and goes on with what was left", () => {
  timers.start(1, 6_000);
  vi.advanceTimersByTime(5_000);
  timers.hold("1:pointer");
  vi.advanceTimersByTime(60_000);
  expect(ended).toEqual([]);
  timers.release("1:pointer");
  vi.advanceTimersByTime(999);
  expect(ended).toEqual([]);
  vi.advanceTimersByTime(1);
  expect(ended).toEqual([1]);
});

it("waits for the last holder, and for one that shows meanwhile as well", () => {
  timers.hold("page");
  timers.start(1, 1_000);
  timers.hold("1:focus");
  timers.release("page");
  vi.advanceTimersByTime(5_000);
  expect(ended).toEqual([]);
  timers.release("1:focus");
  vi.advanceTimersByTime(1_000);
  expect(ended).toEqual([1]);
});

it("lets the others go on when the one that was held is dismissed", () => {
  timers.start(1, 1_000);
  timers.start(2, 1_000);
  timers.hold("1:pointer");
  timers.forget(1);
  vi.advanceTimersByTime(1_000);
  expect(ended).toEqual([2]);
});
