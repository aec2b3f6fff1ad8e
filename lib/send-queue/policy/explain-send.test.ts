import { expect, it } from "vitest";
import { describeReason } from "#lib/shared/reasons.ts";
import { explainSend, type SendFacts } from "./explain-send.ts";

const base: SendFacts = {
  status: "queued",
  statusReason: null,
  isDue: false,
  engine: { isActive: true, isPaused: false },
  paused: { connection: false, domain: false, mailbox: false },
  isMailboxActive: true,
  isCampaignPaused: false,
};

const everything = {
  engine: { isActive: false, isPaused: true },
  paused: { connection: true, domain: true, mailbox: true },
  isMailboxActive: false,
  isCampaignPaused: true,
};

it.each<[string, Partial<SendFacts>, string | null]>([
  ["one of later", {}, "waits_for_its_time"],
  ["one that is due", { isDue: true }, "about_to_go"],
  ["the switched off engine before all", { ...everything, isDue: true }, "engine_off"],
  ["the kill switch", { ...everything, engine: { isActive: true, isPaused: true } }, "engine_paused"],
  ["the campaign", { ...everything, engine: base.engine }, "campaign_paused"],
  ["the connection", { ...everything, engine: base.engine, isCampaignPaused: false }, "connection_paused"],
  ["the domain", { paused: { connection: false, domain: true, mailbox: true } }, "domain_paused"],
  ["the mailbox", { paused: { ...base.paused, mailbox: true } }, "mailbox_paused"],
  ["a mailbox that is switched off", { isMailboxActive: false }, "mailbox_paused"],
  ["one that is claimed", { status: "claimed", isDue: true }, "being_written"],
  ["a pause after the claim", { status: "claimed", paused: { ...base.paused, domain: true } }, "domain_paused"],
  ["one past the last check, whatever is paused since", { ...everything, status: "sending" }, "being_handed_over"],
  ["one nobody knows about", { ...everything, status: "unknown" }, "outcome_unknown"],
  ["a sent one", { ...everything, status: "sent" }, null],
  ["a cancelled one", { ...everything, status: "cancelled", statusReason: "replied" }, "replied"],
  ["a failed one", { status: "failed", statusReason: "provider_refused" }, "provider_refused"],
])("explains %s", (_name, change, code) => {
  expect(explainSend({ ...base, ...change })).toBe(code);
  if (code !== null) expect(describeReason(code).clears).not.toBe("unknown");
});
