import { describe, expect, it } from "vitest";
import type { PassOverReason } from "#lib/shared/reasons.ts";
import {
  a1,
  a2,
  b3,
  facts,
  full,
  later,
  nameOf,
  paused,
  poolOf,
  roomy,
  sender,
  times,
} from "#lib/testing/sender-choice.ts";
import { type ChoiceFacts, chooseSenderProfile, type Room, type Sender } from "./choose-sender.ts";

const choose = (change: Partial<ChoiceFacts>, senders: Sender[], room: (s: Sender) => Room = roomy) =>
  chooseSenderProfile({ ...facts, ...change }, poolOf(...senders), room, times);
/** A prospect whose number ends so: with the stride it decides where the round begins. */
const prospectNumber = (n: number) => facts.prospectId.replace(/0$/, String(n));
const pool = (count: number) => Array.from({ length: count }, (_, n) => sender(n, n % 2 ? "a" : "b"));
const indexOf = (choice: ReturnType<typeof choose>) => Number(/^box(\d+)@/.exec(nameOf(choice))?.[1]);

describe("round-robin", () => {
  const uuid = BigInt(`0x${facts.prospectId.replaceAll("-", "")}`);
  it.each([
    [2, 7n],
    [3, 7n],
    [5, 7n],
    [6, 7n],
    [7, 1n],
    [8, 7n],
    [9, 7n],
  ])("in a pool of %i a cycle moves on by %i", (count, stride) => {
    for (const cycle of [0, 1, 2, 3, 4]) {
      const expected = (uuid + 1n + BigInt(cycle) * stride) % BigInt(count);
      expect(indexOf(choose({ cycle }, pool(count)))).toBe(Number(expected));
    }
  });

  it("spreads neighbouring prospects over all mailboxes", () => {
    const met = [0, 1, 2, 3, 4].map((n) => indexOf(choose({ prospectId: prospectNumber(n) }, pool(5))));
    expect(new Set(met)).toEqual(new Set([0, 1, 2, 3, 4]));
  });

  it("goes once round and no further, in order, past those without room", () => {
    const start = indexOf(choose({}, pool(5)));
    const asked: string[] = [];
    const room = (s: Sender): Room => {
      asked.push(s.fromEmail);
      return { reason: "mailbox_cap", retryAt: later(asked.length) };
    };
    expect(choose({}, pool(5), room)).toMatchObject({ kind: "none", reason: "mailbox_cap", retryAt: later(1) });
    expect(asked.map((email) => Number(/\d/.exec(email)?.[0]))).toEqual([0, 1, 2, 3, 4].map((n) => (start + n) % 5));
  });

  it("counts only mailboxes that are switched on", () => {
    const off = sender(9, "c", { isActive: false });
    for (let n = 0; n < 4; n += 1) {
      const change = { prospectId: prospectNumber(n) };
      expect(nameOf(choose(change, [a1, a2, b3, off]))).toBe(nameOf(choose(change, [a1, a2, b3])));
    }
  });
});

describe("the mailbox of the cycle before", () => {
  it("goes last even where its turn has come", () => {
    const start = indexOf(choose({ cycle: 1 }, pool(5)));
    const previousCycleMailboxId = sender(start, "").mailboxId;
    const choice = choose({ cycle: 1, previousCycleMailboxId }, pool(5));
    expect(indexOf(choice)).toBe((start + 1) % 5);
    expect(choice.passedOver).toEqual([]);
  });

  it("is asked last, after everyone else had no room", () => {
    const start = indexOf(choose({ cycle: 1 }, pool(3)));
    const previous = sender(start, "").mailboxId;
    const others = Object.fromEntries(
      pool(3).flatMap((s): [string, PassOverReason][] =>
        s.mailboxId === previous ? [] : [[s.mailboxId, "mailbox_cap"]],
      ),
    );
    const choice = choose({ cycle: 1, previousCycleMailboxId: previous }, pool(3), full(others));
    expect(indexOf(choice)).toBe(start);
    expect(choice.passedOver).toMatchObject([{ reason: "mailbox_cap", count: 2 }]);
  });

  it("means nothing in the first cycle, nor when it is gone", () => {
    for (let n = 0; n < 3; n += 1) {
      const prospectId = prospectNumber(n);
      const plain = nameOf(choose({ prospectId }, [a1, a2, b3]));
      for (const { mailboxId } of [a1, a2, b3]) {
        expect(nameOf(choose({ prospectId, previousCycleMailboxId: mailboxId }, [a1, a2, b3]))).toBe(plain);
      }
      const second = nameOf(choose({ prospectId, cycle: 1 }, [a1, a2, b3]));
      const gone = { prospectId, cycle: 1, previousCycleMailboxId: sender(9, "z").mailboxId };
      expect(nameOf(choose(gone, [a1, a2, b3]))).toBe(second);
    }
  });

  it("goes last for follow-ups per step as well", () => {
    for (const step of [1, 2, 3]) {
      const change = { cycle: 2, rotation: "per_step" as const, step, previousCycleMailboxId: a2.mailboxId };
      expect(nameOf(choose(change, [a1, a2, b3]))).not.toBe("box2@a.test");
    }
  });
});

describe("per_step", () => {
  it("never waits for the mailbox of the cycle", () => {
    const change = { rotation: "per_step" as const, step: 2, cycleMailboxId: a1.mailboxId };
    const choice = choose(change, [sender(1, "a", paused), a2]);
    expect(nameOf(choice)).toBe("box2@a.test");
    expect(choice).toMatchObject({ continuesThread: false });
  });
});

describe("a follow-up whose mailbox cannot send", () => {
  const followup = { step: 2, cycleMailboxId: a1.mailboxId, cycleIsSimulated: true };
  const sick = sender(1, "a", { score: 10 });

  it.each<[string, Date | null, string]>([
    ["first met now: waits", null, "below_health_threshold"],
    ["a moment before 72 h: waits", new Date(later(-72).getTime() + 1), "below_health_threshold"],
    ["after 72 h: the next of its domain", later(-72), "box2@a.test"],
    ["long after", later(-1_000), "box2@a.test"],
  ])("%s", (_name, waitingSince, expected) => {
    expect(nameOf(choose({ ...followup, waitingSince }, [sick, a2, b3]))).toBe(expected);
  });

  it("begins to wait now when nothing says since when it is unfit", () => {
    expect(choose(followup, [sick, a2])).toMatchObject({ kind: "none", waitingSince: times.now, retryAt: later(1) });
  });

  it("goes by what began first: the pause or the waiting", () => {
    const longPaused = sender(1, "a", {
      guard: { ...a1.guard, domain: { state: "paused", since: later(-100) } },
    });
    expect(nameOf(choose({ ...followup, waitingSince: later(-2) }, [longPaused, a2]))).toBe("box2@a.test");
  });

  it("goes on with its own mailbox as soon as that is well, however long it waited", () => {
    const choice = choose({ ...followup, waitingSince: later(-500) }, [a1, a2]);
    expect([nameOf(choice), choice.kind === "selected" && choice.continuesThread]).toEqual(["box1@a.test", true]);
  });

  it("crosses to another domain only when its own has no room either", () => {
    const overdue = { ...followup, waitingSince: later(-80) };
    const choice = choose(overdue, [sick, a2, b3], full({ [a2.mailboxId]: "mailbox_cap" }));
    expect(nameOf(choice)).toBe("box3@b.test");
    expect(choice.passedOver.map(({ reason }) => reason)).toEqual(["below_health_threshold", "mailbox_cap"]);
  });

  it("names what gives way first when nobody has room, and keeps count of its waiting", () => {
    const overdue = { ...followup, waitingSince: later(-80) };
    const room = full({ [a2.mailboxId]: "mailbox_cap", [b3.mailboxId]: "mailbox_cap" }, 8);
    expect(choose(overdue, [sick, a2, b3], room)).toMatchObject({
      kind: "none",
      reason: "mailbox_cap",
      retryAt: later(8),
      waitingSince: later(-80),
      passedOver: [
        { reason: "below_health_threshold", count: 1, from_emails: ["box1@a.test"] },
        { reason: "mailbox_cap", count: 2, from_emails: ["box2@a.test", "box3@b.test"] },
      ],
    });
  });

  it("waits too when its mailbox has moved to another kind of connection", () => {
    const moved = sender(1, "a", { transport: { isSimulated: false, isLocal: true } });
    const choice = choose(followup, [moved, a2]);
    expect(choice).toMatchObject({ kind: "none", reason: "transport_mismatch", waitingSince: times.now });
    expect(nameOf(choose({ ...followup, waitingSince: later(-72) }, [moved, a2]))).toBe("box2@a.test");
  });

  it("does not wait for a mailbox that is not there at all", () => {
    const choice = choose({ ...followup, cycleMailboxId: sender(8, "z").mailboxId }, [a2]);
    expect(nameOf(choice)).toBe("box2@a.test");
    expect(choice).toMatchObject({ continuesThread: false });
    expect(nameOf(choose({ ...followup, cycleMailboxId: null }, [a2]))).toBe("box2@a.test");
  });
});
