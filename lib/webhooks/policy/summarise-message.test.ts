import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { MessageEvent } from "../types.ts";
import { metrics, summariseMessage } from "./summarise-message.ts";

let counter = 0;

function event(type: string, seconds: number, fields: Partial<MessageEvent> = {}): MessageEvent {
  counter += 1;
  return {
    key: String(counter).padStart(8, "0"),
    type,
    atMs: seconds * 1_000,
    machineReason: null,
    url: null,
    bounceClass: type === "bounced" ? "hard" : null,
    reason: null,
    ...fields,
  };
}

const click = (seconds: number, url: string, fields: Partial<MessageEvent> = {}) =>
  event("clicked", seconds, { url, ...fields });

describe("clicks", () => {
  it.each([
    { name: "one link, many times", clicks: [click(1, "a"), click(2, "a"), click(3, "a")], human: [1, 2, 3] },
    { name: "two links 10 s apart", clicks: [click(1, "a"), click(11, "b")], human: [] },
    { name: "two links 11 s apart", clicks: [click(1, "a"), click(12, "b")], human: [1, 12] },
    { name: "a burst and one much later", clicks: [click(1, "a"), click(2, "b"), click(60, "a")], human: [60] },
    {
      name: "a scanner's agent, alone",
      clicks: [click(1, "a", { machineReason: "scanner_agent" }), click(50, "a")],
      human: [50],
    },
    {
      name: "a burst stored as one earlier is judged anew",
      clicks: [click(1, "a", { machineReason: "click_burst" })],
      human: [1],
    },
  ])("$name", ({ clicks, human }) => {
    const summary = summariseMessage(clicks);
    const people = clicks.filter((given) => summary.clickReasons.get(given.key) === null);
    expect(people.map((given) => given.atMs / 1_000)).toEqual(human);
    expect(summary.clickedAt).toBe(human[0] === undefined ? null : human[0] * 1_000);
    expect(summary.counted.get(metrics.clicked)?.atMs ?? null).toBe(summary.clickedAt);
  });
});

describe("bounces", () => {
  it.each([
    { name: "two deferrals say nothing yet", events: [event("deferred", 1), event("deferred", 2)], type: null },
    {
      name: "three deferrals",
      events: [1, 2, 3].map((s) => event("deferred", s, { reason: `r${s}` })),
      type: "deferred",
    },
    {
      name: "three deferrals and a block",
      events: [event("blocked", 9, { reason: "r1" }), ...[1, 2, 3].map((s) => event("deferred", s))],
      type: "deferred",
    },
    { name: "a block", events: [event("deferred", 1), event("blocked", 9, { reason: "r1" })], type: "blocked" },
    {
      name: "a technical bounce after a block",
      events: [event("blocked", 1), event("bounced", 2, { bounceClass: "technical", reason: "r1" })],
      type: "technical",
    },
    {
      name: "a hard bounce after a technical one",
      events: [event("bounced", 1, { bounceClass: "technical" }), event("bounced", 2, { reason: "r1" })],
      type: "hard",
    },
  ])("$name: $type", ({ events, type }) => {
    const summary = summariseMessage(events);
    expect([summary.bounceType, summary.bounceReason]).toEqual([type, type === null ? null : "r1"]);
  });

  it("calls a message dropped until a delivery proves otherwise", () => {
    const dropped = event("dropped", 1, { reason: "Spam Content" });
    expect(summariseMessage([dropped])).toMatchObject({ isDropped: true, dropReason: null });
    expect(summariseMessage([dropped, event("delivered", 9)]).isDropped).toBe(false);
    expect(summariseMessage([dropped, event("dropped", 2, { reason: "Bounced Address" })]).dropReason).toBe("bounced");
  });
});

it("counts the first open of any kind, and engagement from people's opens alone", () => {
  const machine = event("opened", 1, { machineReason: "sg_machine_open" });
  const summary = summariseMessage([event("opened", 5), machine, event("opened", 3)]);
  expect(summary.counted.get(metrics.opened)).toBe(machine);
  expect(summary).toMatchObject({ openCount: 2, openedAt: 3_000, machineOpenedAt: 1_000 });
});

it("says nothing of no events", () => {
  const summary = summariseMessage([]);
  expect(summary.counted.size).toBe(0);
  expect(summary).toMatchObject({ deliveredAt: null, openCount: 0, bounceType: null, isDropped: false });
});

it("does not depend on the order of its events, and counts at most one of each, its earliest", () => {
  const anyEvent = fc
    .record({
      type: fc.constantFrom(
        "delivered",
        "opened",
        "clicked",
        "bounced",
        "blocked",
        "deferred",
        "dropped",
        "complained",
      ),
      second: fc.nat({ max: 40 }),
      url: fc.constantFrom("a", "b"),
      isMachine: fc.boolean(),
    })
    .map(({ type, second, url, isMachine }) =>
      event(type, second, { url, machineReason: isMachine && type !== "clicked" ? "scanner_agent" : null }),
    );
  fc.assert(
    fc.property(
      fc
        .array(anyEvent, { maxLength: 20 })
        .chain((list) => fc.tuple(fc.constant(list), fc.shuffledSubarray(list, { minLength: list.length }))),
      ([given, shuffled]) => {
        const summary = summariseMessage(given);
        expect(summariseMessage(shuffled)).toEqual(summary);
        const delivered = given.filter((e) => e.type === "delivered").map((e) => e.atMs);
        expect(summary.counted.get(metrics.delivered)?.atMs).toBe(
          delivered.length > 0 ? Math.min(...delivered) : undefined,
        );
      },
    ),
  );
});
