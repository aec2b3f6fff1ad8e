import { beforeEach, expect, test } from "vitest";
import type { SyncResult } from "./protocol/app-client.ts";
import { Registrar } from "./registrar.ts";
import { FakeClock, settle } from "./testing/fake-clock.ts";

const away: SyncResult = { ok: false, isAway: true, message: "ECONNREFUSED" };
let clock: FakeClock;
let registrar: Registrar;
let answer: SyncResult;
let isRegistered: boolean;
let asked: number;
let events: string[];

beforeEach(() => {
  clock = new FakeClock(0);
  answer = away;
  isRegistered = true;
  asked = 0;
  events = [];
  registrar = new Registrar({
    clock,
    log: (_level, message, fields) => events.push(`log ${fields?.problem ?? message}`),
    sync: async () => {
      asked += 1;
      return answer;
    },
    isRegistered: () => isRegistered,
    onUp: () => events.push("up"),
    onAway: () => events.push("away"),
  });
});

test("asks every second until the app is there, complaining once, then every 30 seconds", async () => {
  registrar.start();
  await clock.advance(3_000);
  expect(asked).toBe(4);
  expect(events).toEqual(["log ECONNREFUSED"]);
  answer = { ok: true };
  await clock.advance(1_000);
  expect(events).toEqual(["log ECONNREFUSED", "log the app is registered", "up"]);
  expect(registrar.isUp).toBe(true);
  await clock.advance(60_000);
  expect(asked).toBe(7);
  expect(events.filter((event) => event === "up")).toHaveLength(1);
});

test("an app that registers elsewhere is not up", async () => {
  answer = { ok: true };
  isRegistered = false;
  registrar.start();
  await settle();
  expect(registrar.isUp).toBe(false);
  expect(events).toEqual(["log it registers with another server: its INNGEST_BASE_URL must name this one"]);
});

test("an app that has gone is noticed and found again", async () => {
  answer = { ok: true };
  registrar.start();
  await settle();
  answer = away;
  await clock.advance(30_000);
  expect(events.slice(-2)).toEqual(["log ECONNREFUSED", "away"]);
  answer = { ok: true };
  await clock.advance(1_000);
  expect(events.at(-1)).toBe("up");
});

test("an app that answers with an error stays in use and is asked every second", async () => {
  answer = { ok: true };
  registrar.start();
  await settle();
  answer = { ok: false, isAway: false, message: "500" };
  await clock.advance(33_000);
  expect(registrar.isUp).toBe(true);
  expect(asked).toBe(5);
  expect(events).not.toContain("away");
});

test("told that the app has gone, it asks a second later; told to refresh, at once", async () => {
  answer = { ok: true };
  registrar.start();
  await settle();
  registrar.reportAway();
  expect(registrar.isUp).toBe(false);
  await clock.advance(999);
  expect(asked).toBe(1);
  await clock.advance(1);
  expect([asked, registrar.isUp]).toEqual([2, true]);
  registrar.refresh();
  await settle();
  expect(asked).toBe(3);
});

test("asks one question at a time, and once more when told meanwhile", async () => {
  const slow = Promise.withResolvers<SyncResult>();
  let outstanding = 0;
  const single = new Registrar({
    clock,
    log: () => {},
    sync: async () => {
      asked += 1;
      outstanding += 1;
      expect(outstanding).toBe(1);
      const result = await slow.promise;
      outstanding -= 1;
      return result;
    },
    isRegistered: () => true,
    onUp: () => {},
    onAway: () => {},
  });
  single.start();
  single.refresh();
  single.refresh();
  slow.resolve({ ok: true });
  await clock.advance(1_000);
  expect(asked).toBe(2);
});

test("stopped, it asks no more", async () => {
  registrar.start();
  registrar.stop();
  await clock.advance(60_000);
  expect(asked).toBe(1);
  expect(events).toEqual([]);
});
