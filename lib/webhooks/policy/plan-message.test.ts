import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { asStored, incoming, planAfter, planOnto, startMs } from "../testing/message-cases.ts";
import type { IncomingEvent, StoredEvent } from "../types.ts";
import type { MessagePlan } from "./plan-message.ts";
import { metrics, summariseMessage } from "./summarise-message.ts";

const at = (second: number) => startMs + second * 1_000;
const click = (second: number, url: string, fields: Partial<IncomingEvent> = {}) =>
  incoming("clicked", second, { url, ...fields });

describe("planMessage", () => {
  it("flags the first of a kind and stores the others without a count", () => {
    const events = [incoming("delivered", 9), incoming("delivered", 3)];
    const { verdicts, counts, storedChanges } = planAfter([], events);
    expect(events.map((event) => verdicts.get(event.fingerprint)?.metric)).toEqual([null, metrics.delivered]);
    expect(counts).toEqual([{ metric: metrics.delivered, fromMs: null, toMs: at(3) }]);
    expect(storedChanges).toEqual([]);
  });

  it("moves the count to an earlier event that comes later", () => {
    const late = incoming("bounced", 9);
    const early = incoming("bounced", 3);
    const plan = planAfter([late], [early]);
    expect(plan.verdicts.get(early.fingerprint)?.metric).toBe(metrics.bounced);
    expect(plan.storedChanges).toMatchObject([{ id: `row ${late.fingerprint}`, metric: null }]);
    expect(plan.counts).toEqual([{ metric: metrics.bounced, fromMs: at(9), toMs: at(3) }]);
  });

  it("takes a click's count back when a second link makes it a burst, and stores the reason with both", () => {
    const [first, second] = [click(0, "a"), click(10, "b")];
    const plan = planAfter([first], [second]);
    expect(plan.verdicts.get(second.fingerprint)).toEqual({ metric: null, machineReason: "click_burst" });
    expect(plan.storedChanges).toMatchObject([{ metric: null, machineReason: "click_burst" }]);
    expect(plan.counts).toEqual([{ metric: metrics.clicked, fromMs: at(0), toMs: null }]);
  });

  it("gives the count to the next human click, wherever it stands", () => {
    const later = click(500, "a");
    const plan = planAfter([click(0, "a"), later], [click(5, "b")]);
    expect(plan.storedChanges.find((change) => change.id === `row ${later.fingerprint}`)).toMatchObject({
      metric: metrics.clicked,
      machineReason: null,
    });
    expect(plan.counts).toEqual([{ metric: metrics.clicked, fromMs: at(0), toMs: at(500) }]);
  });

  it("keeps a scanner's agent as the reason inside a burst", () => {
    const scanner = click(1, "a", { machineReason: "scanner_agent" });
    const plan = planAfter([], [scanner, click(2, "b")]);
    expect(plan.verdicts.get(scanner.fingerprint)?.machineReason).toBe("scanner_agent");
  });

  it("stores a machine's open with its reason, counted as placed", () => {
    const open = incoming("opened", 2, { machineReason: "sg_machine_open" });
    expect(planAfter([], [open]).verdicts.get(open.fingerprint)).toEqual({
      metric: metrics.opened,
      machineReason: "sg_machine_open",
    });
  });

  it("mends a stored flag that should not be there", () => {
    const [first, second] = [incoming("delivered", 1), incoming("delivered", 5)];
    const stored = [asStored(first), asStored(second, { metric: metrics.delivered })];
    const { plan } = planOnto(stored, [incoming("processed", 7)]);
    expect(plan.storedChanges.map((change) => change.metric)).toEqual([metrics.delivered, null]);
    expect(plan.counts).toEqual([{ metric: metrics.delivered, fromMs: at(5), toMs: at(1) }]);
  });
});

const anyEvent = fc
  .record({
    type: fc.constantFrom(
      "delivered",
      "opened",
      "clicked",
      "bounced",
      "complained",
      "blocked",
      "deferred",
      "processed",
    ),
    minute: fc.nat({ max: 300 }),
    nudge: fc.nat({ max: 12 }),
    url: fc.constantFrom("a", "b", "c"),
    isMachine: fc.boolean(),
  })
  .map(({ type, minute, nudge, url, isMachine }) => {
    const reason = type === "opened" ? "sg_machine_open" : "scanner_agent";
    const isAgent = isMachine && (type === "opened" || type === "clicked");
    return incoming(type, -minute * 60 + nudge, { url, machineReason: isAgent ? reason : null });
  });
const posts = fc
  .uniqueArray(anyEvent, { maxLength: 20, selector: (event) => event.fingerprint })
  .chain((events) => fc.tuple(fc.constant(events), fc.integer({ min: 1, max: 6 })));

const slot = (metric: number, atMs: number) => `${metric} in hour ${Math.floor(atMs / 3_600_000)}`;

function countedIn(rows: readonly StoredEvent[]): Map<string, number> {
  const counts = new Map<string, number>();
  for (const { metric, atMs } of rows) {
    if (metric !== null) counts.set(slot(metric, atMs), (counts.get(slot(metric, atMs)) ?? 0) + 1);
  }
  return counts;
}

/** Counters as they are kept: what a plan takes away and adds. */
function book(counters: Map<string, number>, plan: MessagePlan): void {
  const add = (metric: number, atMs: number | null, count: number) => {
    if (atMs === null) return;
    const name = slot(metric, atMs);
    const sum = (counters.get(name) ?? 0) + count;
    if (sum === 0) counters.delete(name);
    else counters.set(name, sum);
  };
  for (const { metric, fromMs, toMs } of plan.counts) {
    add(metric, fromMs, -1);
    add(metric, toMs, 1);
  }
}

it("post by post, counters, flags and reasons stay what one look at all the events says", () => {
  fc.assert(
    fc.property(posts, ([events, size]) => {
      const counters = new Map<string, number>();
      let rows: StoredEvent[] = [];
      for (let from = 0; from < events.length; from += size) {
        const step = planOnto(rows, events.slice(from, from + size));
        rows = step.rows;
        book(counters, step.plan);
        expect(counters).toEqual(countedIn(rows));
      }
      const whole = summariseMessage(events.map((event) => asStored(event)));
      const flags = new Map(
        rows.flatMap((row) => (row.metric === null ? [] : [[row.metric, row.key]])) as [number, string][],
      );
      expect(flags).toEqual(new Map([...whole.counted].map(([metric, event]) => [metric, event.key])));
      expect(rows.filter((row) => row.metric !== null)).toHaveLength(whole.counted.size);
      const clicks = rows.filter((row) => row.type === "clicked");
      expect(new Map(clicks.map((row) => [row.key, row.machineReason]))).toEqual(whole.clickReasons);
    }),
  );
});
