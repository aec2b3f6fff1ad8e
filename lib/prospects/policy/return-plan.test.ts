import { describe, expect, it } from "vitest";
import { type ReturnFacts, returnPlan } from "./return-plan.ts";

const now = new Date("2026-06-10T16:00:00Z");
const daysAgo = (days: number) => new Date(now.getTime() - days * 86_400_000);
const base: ReturnFacts = {
  status: "lost",
  holdReason: null,
  step: 1,
  finalStep: 3,
  lastEmailSentAt: daysAgo(5),
  isNextStepSpent: false,
  hasEmail: true,
  isUnsubscribed: false,
  isSuppressed: false,
  isAddressBounced: false,
};
const plan = (facts: Partial<ReturnFacts>) => returnPlan({ ...base, ...facts }, 90, now);

describe("who may return", () => {
  it.each(["interested", "lost", "unreachable", "exhausted", "generation_failed", "bounced"])("%s", (status) =>
    expect(plan({ status }).kind).not.toBe("refused"),
  );

  it.each(["manual_stop", "replied", "out_of_office", "step_not_sent"])("who is held by %s", (holdReason) =>
    expect(plan({ status: "contacted", holdReason }).kind).not.toBe("refused"),
  );

  it.each<[string, Partial<ReturnFacts>, string]>([
    ["who unsubscribed", { status: "unsubscribed" }, "unsubscribed"],
    ["who unsubscribed and was given another status", { status: "lost", isUnsubscribed: true }, "unsubscribed"],
    ["who has no address", { hasEmail: false }, "no address"],
    ["a bounced address", { status: "bounced", isAddressBounced: true }, "bounced"],
    ["a bounced address under another status", { status: "lost", isAddressBounced: true }, "bounced"],
    ["a suppressed address", { isSuppressed: true }, "suppressed"],
    ["a won customer", { status: "won" }, "won"],
    ["who has a demo", { status: "demo_scheduled" }, "demo scheduled"],
    ["who is due", { status: "contacted" }, "in the sequence already"],
    ["who waits for the gate", { status: "contacted", holdReason: "engagement_gate" }, "engagement gate"],
    ["who was never verified", { status: "no_verified_email" }, "no verified email"],
  ])("not %s", (_name, facts, word) => {
    expect(plan(facts)).toMatchObject({ kind: "refused", detail: expect.stringContaining(word) });
  });
});

describe("where it goes on", () => {
  it.each<[string, Partial<ReturnFacts>, string]>([
    ["nothing sent yet", { step: 0, lastEmailSentAt: null }, "continue"],
    ["a first step that was given up", { step: 0, isNextStepSpent: true }, "new_cycle"],
    ["in the middle", { step: 1 }, "continue"],
    ["the next step given up", { step: 1, isNextStepSpent: true }, "new_cycle"],
    ["one step before the last", { step: 2 }, "continue"],
    ["after the last step", { step: 3 }, "new_cycle"],
    ["more steps than the campaign has now", { step: 4 }, "new_cycle"],
    ["a day before the cooldown", { lastEmailSentAt: daysAgo(89) }, "continue"],
    ["at the cooldown", { lastEmailSentAt: daysAgo(90) }, "new_cycle"],
    ["a last message nobody dated", { lastEmailSentAt: null }, "continue"],
  ])("%s", (_name, facts, kind) => expect(plan(facts)).toEqual({ kind }));
});
