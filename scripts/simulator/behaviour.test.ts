import { describe, expect, it } from "vitest";
import { type Fate, fateOf, refusalOf } from "./behaviour.ts";
import { planEvents } from "./plan-events.ts";
import { messageTo } from "./testing/message-to.ts";

describe("behaviour", () => {
  it.each<[string, Fate]>([
    ["bounce.test", "bounced"],
    ["technical-bounce.test", "bounced_technically"],
    ["block.test", "blocked"],
    ["slow.test", "deferred"],
    ["neverdelivered.test", "never_delivered"],
    ["drop.test", "dropped"],
    ["complain.test", "complained"],
    ["unsubscribe.test", "unsubscribed"],
    ["machine-open.test", "machine_opened"],
    ["scanner.test", "scanned"],
    ["engaged.test", "engaged"],
    ["open.test", "opened"],
    ["silent.test", "delivered"],
  ])("%s is always %s", (domain, fate) => {
    for (const n of [1, 2, 3])
      expect(fateOf({ from: "a@send.test", to: `p${n}@${domain}`, customArgs: {} })).toBe(fate);
  });

  it("is a realistic mix elsewhere, and the same again for the same message", () => {
    const fates = Array.from({ length: 20_000 }, (_, n) => {
      const subject = {
        from: "a@send.test",
        to: `p@customer-${n}.test`,
        customArgs: { re_contact_cycle: "0", sequence_step: "1" },
      };
      expect(fateOf(subject)).toBe(fateOf(subject));
      return fateOf(subject);
    });
    const share = (...wanted: Fate[]) => fates.filter((fate) => wanted.includes(fate)).length / fates.length;
    const failed = share("bounced", "blocked", "dropped", "never_delivered");
    expect(failed).toBeGreaterThan(0.015);
    expect(failed).toBeLessThan(0.035);
    expect(share("opened", "engaged")).toBeCloseTo(0.34, 1);
    expect(share("complained")).toBeLessThan(0.002);
  });

  it("bounces much more for a sending domain in trouble", () => {
    const bounced = Array.from({ length: 2_000 }, (_, n) =>
      fateOf({ from: "a@trouble.test", to: `p@customer-${n}.test`, customArgs: {} }),
    ).filter((fate) => fate === "bounced");
    expect(bounced.length / 2_000).toBeGreaterThan(0.15);
  });

  it("refuses hand-overs where asked to", () => {
    expect(refusalOf("p@toomany.test")).toMatchObject({ status: 429, retryAfterSeconds: 30 });
    expect(refusalOf("p@unavailable.test")).toMatchObject({ status: 503 });
    expect(refusalOf("p@crash.test")).toMatchObject({ status: 500 });
    expect(refusalOf("p@refuse.test")).toMatchObject({ status: 400 });
    expect(refusalOf("p@customer.test")).toBeNull();
  });
});

describe("the story of a message", () => {
  const story = (domain: string) =>
    planEvents({ ...messageTo("x"), from: "a@send.test", to: `p@${domain}`, customArgs: {} }, [
      "https://a.test/1",
      "https://a.test/2",
    ]);

  it.each([
    ["silent.test", ["processed", "delivered"]],
    ["open.test", ["processed", "delivered", "open"]],
    ["engaged.test", ["processed", "delivered", "open", "click", "open", "open"]],
    ["bounce.test", ["processed", "bounce"]],
    ["slow.test", ["processed", "deferred", "deferred", "deferred", "delivered"]],
    ["neverdelivered.test", ["processed", "deferred", "deferred", "deferred"]],
    ["complain.test", ["processed", "delivered", "open", "spamreport"]],
    ["unsubscribe.test", ["processed", "delivered", "open", "unsubscribe"]],
    ["scanner.test", ["processed", "delivered", "open", "click", "click"]],
  ])("%s: %j", (domain, expected) => {
    expect(
      story(domain)
        .map((event) => event.fields.event)
        .toSorted(),
    ).toEqual(expected.toSorted());
  });

  it("happens in an order that makes sense, within a quarter of an hour", () => {
    const events = story("engaged.test");
    expect(events.map((event) => event.fields.event).slice(0, 3)).toEqual(["processed", "delivered", "open"]);
    expect(Math.max(...events.map((event) => event.delayMs))).toBeLessThan(15 * 60_000);
    expect(story("engaged.test")).toEqual(events);
  });
});
