import { describe, expect, it } from "vitest";
import { mostOfDomain, mostOfMailbox, type Sender } from "./caps.ts";

const guard = (state: Sender["state"], cleanSends = 0): Sender => ({ state, cleanSends, factor: 1, warmUp: 1 });
const healthy = guard("healthy");

describe("a mailbox of 40 a day", () => {
  it.each([
    { mailbox: healthy, domain: healthy, most: 40 },
    { mailbox: guard("watch"), domain: healthy, most: 40 },
    { mailbox: guard("throttled"), domain: healthy, most: 20 },
    { mailbox: healthy, domain: guard("throttled"), most: 20 },
    { mailbox: healthy, domain: guard("paused"), most: 0 },
    { mailbox: guard("probation"), domain: healthy, most: 8 },
    { mailbox: guard("probation", 20), domain: healthy, most: 16 },
    { mailbox: guard("probation", 40), domain: healthy, most: 20 },
    { mailbox: guard("probation", 999), domain: healthy, most: 20 },
    { mailbox: guard("probation", 999), domain: guard("probation"), most: 8 },
  ])("$mailbox.state ($mailbox.cleanSends) under $domain.state: $most", ({ mailbox, domain, most }) =>
    expect(mostOfMailbox(40, mailbox, domain)).toBe(most),
  );

  it("never has less than 5 on probation, nor more than its limit", () => {
    expect(mostOfMailbox(12, guard("probation"), healthy)).toBe(5);
    expect(mostOfMailbox(4, guard("probation"), healthy)).toBe(4);
    expect(mostOfMailbox(1, guard("throttled"), healthy)).toBe(1);
  });
});

describe("a mailbox of 30 a day whose score or whose domain's score slows it", () => {
  const slowed = (factor: number, state: Sender["state"] = "healthy") => ({ ...guard(state), factor });
  it.each([
    { mailbox: slowed(0.5), domain: healthy, most: 15 },
    { mailbox: healthy, domain: slowed(0.25), most: 7 },
    { mailbox: slowed(0.5), domain: slowed(0.25), most: 7 },
    { mailbox: slowed(0.5, "throttled"), domain: healthy, most: 15 },
    { mailbox: slowed(0.25), domain: guard("throttled"), most: 7 },
    { mailbox: slowed(0.25, "probation"), domain: healthy, most: 6 },
    { mailbox: slowed(0), domain: healthy, most: 0 },
    { mailbox: healthy, domain: slowed(0), most: 0 },
  ])("$mailbox.factor $mailbox.state under $domain.factor: $most", ({ mailbox, domain, most }) =>
    expect(mostOfMailbox(30, mailbox, domain)).toBe(most),
  );

  it("keeps one message unless the score stops it", () => {
    expect(mostOfMailbox(3, slowed(0.25), healthy)).toBe(1);
    expect(mostOfMailbox(3, slowed(0), healthy)).toBe(0);
  });
});

describe("a sending domain of 300 a day", () => {
  it.each([
    { day: 0, most: 10 },
    { day: 2, most: 10 },
    { day: 3, most: 25 },
    { day: 6, most: 50 },
    { day: 10, most: 80 },
    { day: 15, most: 120 },
    { day: 20, most: 300 },
    { day: null, most: 300 },
  ])("on day $day of its warm-up: $most", ({ day, most }) => expect(mostOfDomain(day, 300, healthy)).toBe(most));

  it("half as much again when it does very well, half when badly, a quota on probation, nothing when paused", () => {
    expect(mostOfDomain(0, 300, { ...healthy, warmUp: 1.5 })).toBe(15);
    expect(mostOfDomain(3, 300, { ...healthy, warmUp: 0.5 })).toBe(12);
    expect(mostOfDomain(null, 300, guard("probation"))).toBe(60);
    expect(mostOfDomain(null, 300, guard("paused"))).toBe(0);
  });
});
