import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { incoming, planAfter, planOnto, startMs } from "../testing/message-cases.ts";
import type { IncomingEvent } from "../types.ts";
import { type PersonEffects, personEffects } from "./person-effects.ts";

const none: PersonEffects = {
  suppressFor: null,
  unsubscribedAtMs: null,
  isHardBounced: false,
  isTechnicallyBounced: false,
  isDelivered: false,
  isEngagementChanged: false,
  opens: 0,
  isRetold: false,
};
const at = (second: number) => startMs + second * 1_000;
const technical = (second: number) => incoming("bounced", second, { bounceClass: "technical" });
const dropped = (second: number, reason: string) => incoming("dropped", second, { reason });
const click = (second: number, url: string) => incoming("clicked", second, { url });
const machineOpen = (second: number) => incoming("opened", second, { machineReason: "sg_machine_open" });

type Case = { name: string; before?: IncomingEvent[]; now: IncomingEvent[]; expected: Partial<PersonEffects> };

describe("what new events mean for the person", () => {
  it.each<Case>([
    { name: "processed: nothing", now: [incoming("processed", 1)], expected: {} },
    { name: "a delivery", now: [incoming("delivered", 1)], expected: { isDelivered: true } },
    { name: "a deferral: nothing yet", now: [incoming("deferred", 1)], expected: {} },
    { name: "a block: the sender's fault", now: [incoming("blocked", 1)], expected: {} },
    { name: "a hard bounce", now: [incoming("bounced", 1)], expected: { suppressFor: "bounced", isHardBounced: true } },
    { name: "a technical bounce: perhaps", now: [technical(1)], expected: { isTechnicallyBounced: true } },
    {
      name: "a hard bounce after a technical one",
      before: [technical(1)],
      now: [incoming("bounced", 2)],
      expected: { suppressFor: "bounced", isHardBounced: true },
    },
    {
      name: "a technical bounce after a hard one: known",
      before: [incoming("bounced", 1)],
      now: [technical(2)],
      expected: {},
    },
    {
      name: "a complaint",
      now: [incoming("complained", 7)],
      expected: { suppressFor: "complained", unsubscribedAtMs: at(7) },
    },
    {
      name: "an unsubscribe",
      now: [incoming("unsubscribed", 7)],
      expected: { suppressFor: "unsubscribed", unsubscribedAtMs: at(7) },
    },
    {
      name: "a complaint after an unsubscribe: the earlier time",
      before: [incoming("unsubscribed", 5)],
      now: [incoming("complained", 7)],
      expected: { suppressFor: "complained", unsubscribedAtMs: at(5) },
    },
    {
      name: "all of it at once: the person's wish is the reason",
      now: [incoming("bounced", 1), incoming("unsubscribed", 4), incoming("complained", 3)],
      expected: { suppressFor: "complained", unsubscribedAtMs: at(3), isHardBounced: true },
    },
    { name: "a drop for content", now: [dropped(1, "Spam Content")], expected: {} },
    { name: "a drop of a bounced address", now: [dropped(1, "Bounced Address")], expected: { suppressFor: "bounced" } },
    {
      name: "a drop of one who had unsubscribed: suppressed, and no new wish",
      now: [dropped(1, "Unsubscribed Address")],
      expected: { suppressFor: "unsubscribed" },
    },
    {
      name: "a second drop with a stronger reason",
      before: [dropped(1, "Bounced Address")],
      now: [dropped(2, "Spam Reporting Address")],
      expected: { suppressFor: "complained" },
    },
    {
      name: "a second drop with a weaker reason: known",
      before: [dropped(1, "Spam Reporting Address")],
      now: [dropped(2, "Bounced Address")],
      expected: {},
    },
    {
      name: "two opens",
      now: [incoming("opened", 1), incoming("opened", 2)],
      expected: { isEngagementChanged: true, opens: 2 },
    },
    {
      name: "one open more",
      before: [incoming("opened", 1)],
      now: [incoming("opened", 2)],
      expected: { isEngagementChanged: true, opens: 1 },
    },
    {
      name: "an open before the first known one",
      before: [incoming("opened", 5)],
      now: [incoming("opened", 2)],
      expected: { isEngagementChanged: true, opens: 1, isRetold: true },
    },
    { name: "a machine's open: no engagement", now: [machineOpen(1)], expected: {} },
    { name: "a click", now: [click(1, "a")], expected: { isEngagementChanged: true } },
    { name: "a second click: known", before: [click(1, "a")], now: [click(60, "b")], expected: {} },
    { name: "a burst: nobody clicked", now: [click(1, "a"), click(2, "b")], expected: {} },
    {
      name: "a click that makes the one before a machine's",
      before: [click(1, "a")],
      now: [click(2, "b")],
      expected: { isEngagementChanged: true, isRetold: true },
    },
    {
      name: "a delivery earlier than the known one",
      before: [incoming("delivered", 9)],
      now: [incoming("delivered", 3)],
      expected: { isDelivered: true, isRetold: true },
    },
  ])("$name", ({ before = [], now, expected }) => {
    expect(personEffects(planAfter(before, now))).toEqual({ ...none, ...expected });
  });
});

const anyEvent = fc
  .record({
    type: fc.constantFrom("delivered", "opened", "clicked", "bounced", "complained", "unsubscribed", "deferred"),
    second: fc.nat({ max: 60 }),
    url: fc.constantFrom("a", "b"),
    isMachine: fc.boolean(),
  })
  .map(({ type, second, url, isMachine }) =>
    incoming(type, second, { url, machineReason: isMachine && type === "opened" ? "scanner_agent" : null }),
  );

it("an effect happens once, in however many posts its events come", () => {
  const events = fc.uniqueArray(anyEvent, { maxLength: 16, selector: (event) => event.fingerprint });
  fc.assert(
    fc.property(events, fc.integer({ min: 1, max: 5 }), (list, size) => {
      const effects: PersonEffects[] = [];
      let rows = planOnto([], []).rows;
      for (let from = 0; from < list.length; from += size) {
        const { plan, rows: next } = planOnto(rows, list.slice(from, from + size));
        effects.push(personEffects(plan));
        rows = next;
      }
      const of = (type: string) => list.filter((event) => event.type === type);
      const humanOpens = of("opened").filter((event) => event.machineReason === null);
      expect(effects.reduce((sum, effect) => sum + effect.opens, 0)).toBe(humanOpens.length);
      expect(effects.filter((effect) => effect.isHardBounced)).toHaveLength(Math.min(1, of("bounced").length));
      expect(effects.some((effect) => effect.isDelivered)).toBe(of("delivered").length > 0);
      const wishes = [...of("complained"), ...of("unsubscribed")].map((event) => event.occurredAt.getTime());
      const stated = effects.flatMap((effect) => effect.unsubscribedAtMs ?? []);
      expect(Math.min(...stated)).toBe(Math.min(...wishes));
    }),
  );
});
