import { describe, expect, it } from "vitest";
import { incoming, ledgerMessage, planAfter, startMs } from "../testing/message-cases.ts";
import type { IncomingEvent } from "../types.ts";
import { countChanges } from "./count-changes.ts";

const now = new Date(startMs);
const hour = startMs / 3_600_000;
const changesOf = (events: IncomingEvent[], before: IncomingEvent[] = []) =>
  countChanges([planAfter(before, events)], now);
const click = (second: number, url: string) => incoming("clicked", second, { url });

describe("countChanges", () => {
  it.each([
    { event: incoming("delivered", -5), metric: "delivered" },
    { event: incoming("bounced", -5), metric: "bounced" },
    { event: incoming("bounced", -5, { bounceClass: "technical" }), metric: "bounced" },
    { event: incoming("complained", -5), metric: "complained" },
    { event: incoming("opened", -5), metric: "opened" },
    { event: incoming("opened", -5, { machineReason: "sg_machine_open" }), metric: "opened" },
    { event: click(-5, "a"), metric: "clicked" },
    { event: incoming("blocked", -5), metric: "blocked" },
  ] as const)("books $event.type once on tenant, mailbox, domain and connection", ({ event, metric }) => {
    expect(changesOf([event])).toEqual([{ epochHour: hour - 1, scopes: [0, 3, 2, 1], metric, count: 1 }]);
  });

  it.each(["processed", "deferred", "dropped", "unsubscribed", "group_resubscribe"])("books nothing for %s", (type) => {
    expect(changesOf([incoming(type, -5)])).toEqual([]);
  });

  it("books a message's open once, whoever opened and however often", () => {
    const opens = [
      incoming("opened", -9),
      incoming("opened", -7, { machineReason: "scanner_agent" }),
      incoming("opened", -5),
    ];
    expect(changesOf(opens)).toHaveLength(1);
    expect(changesOf([incoming("opened", -1)], opens)).toEqual([]);
  });

  it.each([
    { name: "the hour it happened in", secondsAgo: 3_601, expected: [hour - 2] },
    { name: "the oldest hour of the window", secondsAgo: 24 * 3_600, expected: [hour - 24] },
    { name: "no hour when it is older: history", secondsAgo: 24 * 3_600 + 1, expected: [] },
  ])("books in $name", ({ secondsAgo, expected }) => {
    const changes = changesOf([incoming("delivered", -secondsAgo)]);
    expect(changes.map((change) => change.epochHour)).toEqual(expected);
  });

  it("leaves out the scopes that the message has none of", () => {
    const message = ledgerMessage({ mailboxScope: null, domainScope: null, connectionScope: 7 });
    const plan = planAfter([], [incoming("delivered", -5)], message);
    expect(countChanges([plan], now)[0]?.scopes).toEqual([0, 7]);
  });

  it.each([
    {
      name: "both in the window",
      secondsAgo: 7_200,
      expected: [
        [hour - 1, -1],
        [hour - 2, 1],
      ],
    },
    { name: "to history", secondsAgo: 25 * 3_600, expected: [[hour - 1, -1]] },
    { name: "within an hour", secondsAgo: 1_800, expected: [] },
  ])("takes a count from its hour when an earlier event takes it over: $name", ({ secondsAgo, expected }) => {
    const moved = changesOf([incoming("delivered", -secondsAgo)], [incoming("delivered", -5)]);
    expect(moved.map(({ epochHour, count }) => [epochHour, count])).toEqual(expected);
    expect(moved.every(({ scopes, metric }) => scopes.length === 4 && metric === "delivered")).toBe(true);
  });

  it("takes a count from the hour it was stored in, however far ahead of our clock that is", () => {
    const ahead = incoming("delivered", 15 * 60);
    const moved = changesOf([incoming("delivered", -5)], [ahead]);
    expect(moved.map(({ epochHour, count }) => [epochHour, count])).toEqual([
      [hour, -1],
      [hour - 1, 1],
    ]);
    const slow = countChanges([planAfter([ahead], [incoming("delivered", -5)])], new Date(startMs - 1));
    expect(slow).toEqual(moved);
  });

  it("takes back a click that a burst makes a machine's, unless it is history", () => {
    const burst = (second: number) => planAfter([click(second, "a")], [click(second + 2, "b")]);
    const back = { epochHour: hour - 1, scopes: [0, 3, 2, 1], metric: "clicked", count: -1 };
    expect(countChanges([burst(-9), burst(-8)], now)).toEqual([back, back]);
    expect(countChanges([burst(-25 * 3_600)], now)).toEqual([]);
  });

  it("has nothing to say of no plans", () => {
    expect(countChanges([], now)).toEqual([]);
  });
});
