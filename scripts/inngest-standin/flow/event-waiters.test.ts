import { beforeEach, expect, test } from "vitest";
import { parseExpression } from "#scripts/inngest-standin/protocol/expression.ts";
import { EventWaiters } from "./event-waiters.ts";

let waiters: EventWaiters;
let told: string[];

beforeEach(() => {
  waiters = new EventWaiters();
  told = [];
});

const event = (data: Record<string, unknown>, name = "reply") => ({ id: "e", name, data, ts: 0 });
const add = (name: string, condition: string | null, origin: Record<string, unknown> = {}) =>
  waiters.add({
    event: "reply",
    condition: condition === null ? null : parseExpression(condition),
    origin: event(origin, "start"),
    onMatch: () => told.push(name),
  });

test("tells those whose condition holds, by name of the event", () => {
  add("any", null);
  add("equal 1", "event.data.id == async.data.id", { id: 1 });
  add("equal 2", "event.data.id == async.data.id", { id: 2 });
  add("equal and loud", "event.data.id == async.data.id && async.data.loud == true", { id: 1 });
  add("loud", "async.data.loud == true");
  waiters.offer(event({ id: 1 }));
  expect(told.splice(0).sort()).toEqual(["any", "equal 1"]);
  waiters.offer(event({ id: 2, loud: true }));
  expect(told.splice(0).sort()).toEqual(["any", "equal 2", "loud"]);
  waiters.offer(event({ id: 1 }, "other"));
  expect(told).toEqual([]);
});

test("a missing field equals a missing field only", () => {
  add("nobody", "event.data.id == async.data.id");
  waiters.offer(event({ id: 0 }));
  expect(told).toEqual([]);
  waiters.offer(event({}));
  expect(told).toEqual(["nobody"]);
});

test("a waiter taken back hears nothing, and nothing of it is kept", () => {
  const forgets = [
    add("a", null),
    add("b", "event.data.id == async.data.id", { id: 1 }),
    add("c", "event.data.id == async.data.id", { id: 1 }),
  ];
  forgets[1]?.();
  waiters.offer(event({ id: 1 }));
  expect(told).toEqual(["a", "c"]);
  for (const forget of forgets) forget();
  expect(waiters.size).toBe(0);
});

test("a waiter may leave while an event is being offered", () => {
  const forget = waiters.add({ event: "reply", condition: null, origin: event({}), onMatch: () => forget() });
  add("next", null);
  waiters.offer(event({}));
  expect(told).toEqual(["next"]);
});

test("finds its candidates by value: ten thousand others cost nothing", () => {
  for (let id = 0; id < 10_000; id += 1) add(`waiter ${id}`, "event.data.id == async.data.id", { id });
  let evaluated = 0;
  const condition = parseExpression("event.data.id == async.data.id");
  const counting = {
    ...condition,
    evaluate: (scope: Parameters<typeof condition.evaluate>[0]) => {
      evaluated += 1;
      return condition.evaluate(scope);
    },
  };
  waiters.add({ event: "reply", condition: counting, origin: event({ id: 7 }), onMatch: () => told.push("counted") });
  waiters.offer(event({ id: 8 }));
  waiters.offer(event({ id: 7 }));
  expect(told).toEqual(["waiter 8", "waiter 7", "counted"]);
  expect(evaluated).toBe(1);
});
