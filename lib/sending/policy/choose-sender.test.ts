import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { PassOverReason } from "#lib/shared/reasons.ts";
import {
  a1,
  a2,
  b3,
  facts,
  full,
  healthy,
  later,
  nameOf,
  now,
  paused,
  poolOf,
  roomy,
  sender,
  settings,
  times,
} from "#lib/testing/sender-choice.ts";
import { chooseSenderProfile, type Room, type Sender } from "./choose-sender.ts";
import { rotationStart } from "./rotation.ts";
import { type SenderFacts, senderProblem } from "./sender.ts";

describe("a first message", () => {
  it("goes round-robin from the start of the rotation", () => {
    const pool = poolOf(a1, a2, b3);
    const start = rotationStart(facts, 3);
    const choice = chooseSenderProfile(facts, pool, roomy, times);
    expect(nameOf(choice)).toBe(pool.active[start]?.fromEmail);
    expect(choice).toMatchObject({ kind: "selected", continuesThread: false, passedOver: [] });
  });

  it.each<[string, Partial<SenderFacts>, PassOverReason]>([
    ["guard paused the mailbox", paused, "mailbox_paused"],
    [
      "guard paused the domain",
      { guard: { mailbox: healthy, domain: { state: "paused", since: null }, connection: healthy } },
      "domain_paused",
    ],
    [
      "the connection is stopped",
      { guard: { mailbox: healthy, domain: healthy, connection: { state: "paused", since: null } } },
      "connection_paused",
    ],
    ["own score paused", { throttle: { mailbox: "paused", domain: "normal" } }, "mailbox_score_paused"],
    ["domain score paused", { throttle: { mailbox: "normal", domain: "paused" } }, "domain_score_paused"],
    ["score under the threshold", { score: 39.9 }, "below_health_threshold"],
  ])("passes over a mailbox when %s", (_name, change, reason) => {
    const sick = sender(1, "a", change);
    for (let n = 0; n < 4; n += 1) {
      const prospectId = facts.prospectId.replace(/0$/, String(n));
      const choice = chooseSenderProfile({ ...facts, prospectId }, poolOf(sick, b3), roomy, times);
      expect(nameOf(choice)).toBe("box3@b.test");
      expect([[], [{ reason, count: 1, from_emails: ["box1@a.test"], scores: [sick.score] }]]).toContainEqual(
        choice.passedOver,
      );
    }
  });

  it("lets a score that only slows pass the default threshold, and stops it at a higher one", () => {
    const slowed = { score: 20, throttle: { mailbox: "critical", domain: "normal" } } as const;
    expect(sender(1, "a", slowed).problem).toBeNull();
    expect(senderProblem(sender(1, "a", slowed), { ...settings, mailbox_health_threshold: 41 })).toBe(
      "below_health_threshold",
    );
  });

  it("asks for authentication only where the settings demand it", () => {
    const unchecked = sender(1, "a", { isDomainAuthenticated: false });
    expect(unchecked.problem).toBeNull();
    expect(senderProblem(unchecked, { ...settings, require_domain_auth: true })).toBe("domain_not_authenticated");
  });

  it("goes on to the next when caps are used", () => {
    const choice = chooseSenderProfile(facts, poolOf(a1, a2), full({ [a1.mailboxId]: "mailbox_cap" }), times);
    expect(nameOf(choice)).toBe("box2@a.test");
  });

  it("is not sent at all when every mailbox is unhealthy, and says when to look again", () => {
    const choice = chooseSenderProfile(facts, poolOf(sender(1, "a", paused), sender(2, "a", paused)), roomy, times);
    expect(choice).toMatchObject({ kind: "none", reason: "no_sendable_mailbox", retryAt: later(1) });
    expect(choice.passedOver).toMatchObject([{ reason: "mailbox_paused", count: 2 }]);
  });

  it("is not sent without any mailbox", () => {
    expect(chooseSenderProfile(facts, poolOf(), roomy, times)).toMatchObject({
      kind: "none",
      reason: "no_sendable_mailbox",
    });
  });

  it("names what gives way first when healthy mailboxes have no room", () => {
    for (const soon of [a1, a2]) {
      const room = (s: Sender): Room =>
        s === soon ? { reason: "send_gap", retryAt: later(0.5) } : { reason: "mailbox_cap", retryAt: later(20) };
      expect(chooseSenderProfile(facts, poolOf(a1, a2), room, times)).toMatchObject({
        kind: "none",
        reason: "send_gap",
        retryAt: later(0.5),
      });
    }
  });

  it("names the first in turn of those that give way at the same time", () => {
    const first = poolOf(a1, a2).active[rotationStart(facts, 2)];
    const room = (s: Sender): Room => ({ reason: s === first ? "domain_cap" : "mailbox_cap", retryAt: later(8) });
    expect(nameOf(chooseSenderProfile(facts, poolOf(a1, a2), room, times))).toBe("domain_cap");
  });

  it("has no mailbox to stay with, whatever is stored", () => {
    const plain = nameOf(chooseSenderProfile(facts, poolOf(a1, a2, b3), roomy, times));
    for (const { mailboxId } of [a1, a2, b3]) {
      const choice = chooseSenderProfile({ ...facts, cycleMailboxId: mailboxId }, poolOf(a1, a2, b3), roomy, times);
      expect([nameOf(choice), choice.kind === "selected" && choice.continuesThread]).toEqual([plain, false]);
    }
  });

  it("never leaves a demo prospect to a real connection", () => {
    const provider = sender(1, "a", { transport: { isSimulated: false, isLocal: false } });
    const choice = chooseSenderProfile({ ...facts, isDemo: true }, poolOf(provider, b3), roomy, times);
    expect(nameOf(choice)).toBe("box3@b.test");
    expect(nameOf(chooseSenderProfile({ ...facts, isDemo: true }, poolOf(provider), roomy, times))).toBe(
      "no_sendable_mailbox",
    );
  });
});

describe("the next cycle", () => {
  it("puts the mailbox of the previous cycle's first message last", () => {
    for (const previous of [a1, a2, b3]) {
      const returned = { ...facts, cycle: 1, previousCycleMailboxId: previous.mailboxId };
      expect(nameOf(chooseSenderProfile(returned, poolOf(a1, a2, b3), roomy, times))).not.toBe(previous.fromEmail);
    }
  });

  it("comes back to it when no other has room", () => {
    const returned = { ...facts, cycle: 1, previousCycleMailboxId: a1.mailboxId };
    const choice = chooseSenderProfile(returned, poolOf(a1, sender(2, "a", paused)), roomy, times);
    expect(nameOf(choice)).toBe("box1@a.test");
  });
});

it("moves on with every step under per_step", () => {
  const pool = poolOf(a1, a2, b3);
  const at = (step: number) =>
    nameOf(
      chooseSenderProfile({ ...facts, rotation: "per_step", step, cycleMailboxId: a1.mailboxId }, pool, roomy, times),
    );
  expect(new Set([at(1), at(2), at(3)]).size).toBe(3);
});

it("never selects a mailbox with a problem or without room, and accounts for every mailbox it does not select", () => {
  const mailbox = fc.record({ isPaused: fc.boolean(), isFull: fc.boolean(), domain: fc.constantFrom("a", "b", "c") });
  const choice = fc.record({
    prospectId: fc.uuid(),
    step: fc.integer({ min: 1, max: 4 }),
    cycle: fc.nat({ max: 3 }),
    rotation: fc.constantFrom("per_cycle" as const, "per_step" as const),
    ownIndex: fc.nat({ max: 8 }),
  });
  fc.assert(
    fc.property(fc.array(mailbox, { maxLength: 9 }), choice, (boxes, asked) => {
      const senders = boxes.map((box, index) => sender(index, box.domain, box.isPaused ? paused : {}));
      const fullOnes = new Set(senders.filter((_, index) => boxes[index]?.isFull));
      const room = (s: Sender): Room =>
        fullOnes.has(s) ? { reason: "mailbox_cap", retryAt: later(8) } : { scheduledAt: now };
      const own = senders[asked.ownIndex]?.mailboxId ?? null;
      const result = chooseSenderProfile(
        { ...facts, ...asked, cycleMailboxId: own, previousCycleMailboxId: own },
        poolOf(...senders),
        room,
        times,
      );
      if (result.kind === "selected") {
        expect(result.sender.problem).toBeNull();
        expect(fullOnes.has(result.sender)).toBe(false);
      } else {
        expect(result.passedOver.reduce((sum, entry) => sum + entry.count, 0)).toBe(senders.length);
        expect(result.retryAt.getTime()).toBeGreaterThan(now.getTime());
      }
    }),
  );
});
