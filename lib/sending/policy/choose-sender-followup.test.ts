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
import { chooseSenderProfile } from "./choose-sender.ts";

describe("a follow-up per cycle", () => {
  const followup = { ...facts, step: 2, cycleMailboxId: a1.mailboxId, cycleIsSimulated: true };

  it("stays with the mailbox of the cycle and continues its thread", () => {
    const choice = chooseSenderProfile(followup, poolOf(a1, a2, b3), roomy, times);
    expect(nameOf(choice)).toBe("box1@a.test");
    expect(choice).toMatchObject({ continuesThread: true, passedOver: [] });
  });

  it.each<PassOverReason>(["mailbox_cap", "domain_cap", "probation_quota", "send_gap", "outside_window"])(
    "waits when %s stops it",
    (reason) => {
      const choice = chooseSenderProfile(followup, poolOf(a1, a2), full({ [a1.mailboxId]: reason }), times);
      expect(choice).toMatchObject({ kind: "none", reason, retryAt: later(8), waitingSince: null, waitsFor: null });
      expect(choice.passedOver).toMatchObject([{ reason }, { reason: "other_mailbox_of_cycle", count: 1 }]);
    },
  );

  it("waits 72 h for a mailbox that cannot send", () => {
    const pool = poolOf(sender(1, "a", paused), a2, b3);
    expect(chooseSenderProfile(followup, pool, roomy, times)).toMatchObject({
      kind: "none",
      reason: "mailbox_paused",
      waitingSince: later(-1),
      waitsFor: { sender: { fromEmail: "box1@a.test" }, takeOverAt: later(71) },
      retryAt: later(1),
    });
    const nearlyOver = { ...followup, waitingSince: later(-71.5) };
    expect(chooseSenderProfile(nearlyOver, pool, roomy, times)).toMatchObject({ kind: "none", retryAt: later(0.5) });
  });

  it("goes to the same domain first after 72 h, without continuing the thread", () => {
    const overdue = { ...followup, waitingSince: later(-72) };
    const pool = poolOf(sender(1, "a", paused), a2, b3);
    for (const prospectId of ["01980000-0000-7000-8000-000000000000", "01980000-0000-7000-8000-000000000001"]) {
      const choice = chooseSenderProfile({ ...overdue, prospectId }, pool, roomy, times);
      expect(nameOf(choice)).toBe("box2@a.test");
      expect(choice).toMatchObject({ continuesThread: false, passedOver: [{ reason: "mailbox_paused", count: 1 }] });
      expect(choice).not.toHaveProperty("waitingSince");
    }
  });

  it("goes to any domain when its own has nobody left", () => {
    const inactive = sender(1, "a", { isActive: false });
    const choice = chooseSenderProfile(
      { ...followup, waitingSince: later(-80) },
      poolOf(inactive, sender(2, "a", paused), b3),
      roomy,
      times,
    );
    expect(nameOf(choice)).toBe("box3@b.test");
  });

  it("knows from the archive how long a mailbox has been away", () => {
    const archived = sender(1, "a", { isActive: false, archivedAt: later(-73) });
    expect(nameOf(chooseSenderProfile(followup, poolOf(archived, a2), roomy, times))).toBe("box2@a.test");
  });

  it("remembers since when it waits while nobody else can take over", () => {
    const overdue = { ...followup, waitingSince: later(-80) };
    const choice = chooseSenderProfile(overdue, poolOf(sender(1, "a", paused)), roomy, times);
    expect(choice).toMatchObject({
      kind: "none",
      reason: "no_sendable_mailbox",
      waitingSince: later(-80),
      waitsFor: null,
    });
  });

  it("never crosses to another kind of connection", () => {
    const provider = sender(2, "a", { transport: { isSimulated: false, isLocal: false } });
    const overdue = { ...followup, waitingSince: later(-80) };
    expect(chooseSenderProfile(overdue, poolOf(sender(1, "a", paused), provider), roomy, times)).toMatchObject({
      kind: "none",
    });
  });
});
