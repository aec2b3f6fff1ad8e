import { expect, test } from "vitest";
import { readIncomingEvents } from "./incoming-event.ts";

const read = (body: unknown) => readIncomingEvents(body, (index) => `made-${index}`, 1_000);

test("one event or many; ids, times and data are filled in, other fields kept", () => {
  expect(read({ name: "a" })).toEqual({ ok: true, events: [{ id: "made-0", name: "a", data: {}, ts: 1_000 }] });
  expect(
    read([
      { name: "a", id: "mine", ts: 5, data: { x: 1 }, v: "2" },
      { name: "b", id: "", data: null },
    ]),
  ).toEqual({
    ok: true,
    events: [
      { id: "mine", name: "a", ts: 5, data: { x: 1 }, v: "2" },
      { id: "made-1", name: "b", data: {}, ts: 1_000 },
    ],
  });
  expect(read([])).toEqual({ ok: true, events: [] });
});

test.each([
  null,
  "a",
  5,
  {},
  { name: "" },
  { name: 5 },
  [{ name: "a" }, {}],
  { name: "a", data: [1] },
  { name: "a", ts: "now" },
])("%j is refused", (body) => {
  expect(read(body)).toMatchObject({ ok: false, problem: expect.stringContaining("✖") });
});

test("a post of more than 5,000 events is refused", () => {
  expect(read(Array.from({ length: 5_001 }, () => ({ name: "a" })))).toMatchObject({ ok: false });
});
