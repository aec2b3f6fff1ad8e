import { expect, it } from "vitest";
import { type LeftDueFacts, leftDueBecause } from "./left-due.ts";

const facts: LeftDueFacts = { leftDue: 284, inFullCampaigns: 0, usedUp: "domain_cap", isRunFull: false };

it.each<[string, Partial<LeftDueFacts>, Record<string, number>]>([
  ["nobody is left", { leftDue: 0 }, {}],
  ["the domains' caps are used up", {}, { domain_cap: 284 }],
  ["no mailbox may send", { usedUp: "no_sendable_mailbox", isRunFull: true }, { no_sendable_mailbox: 284 }],
  ["a run looks at no more", { usedUp: null, isRunFull: true }, { run_full: 284 }],
  ["another run holds them", { usedUp: null }, { not_reached: 284 }],
  ["their campaign had enough", { usedUp: null, inFullCampaigns: 284 }, { campaign_cap: 284 }],
  ["some campaign, and the day", { inFullCampaigns: 84, usedUp: "tenant_cap" }, { campaign_cap: 84, tenant_cap: 200 }],
])("%s", (_name, change, expected) => expect(leftDueBecause({ ...facts, ...change })).toEqual(expected));
