import { expect, it } from "vitest";
import { effectsOf, engineStopOf } from "./effects.ts";

const nothing = { nextSends: false, returns: false, senders: false, day: false, budget: false, uncounted: [] };

it.each([
  { changed: [] as const, expected: {} },
  { changed: ["require_engagement_for_final_step"] as const, expected: { nextSends: true } },
  { changed: ["recontact_cooldown_days"] as const, expected: { nextSends: true, returns: true } },
  { changed: ["mailbox_health_threshold"] as const, expected: { senders: true } },
  { changed: ["budget_alert_threshold"] as const, expected: { budget: true } },
  { changed: ["is_active"] as const, expected: { nextSends: true } },
  {
    changed: ["daily_email_limit", "booking_url"] as const,
    expected: { day: true, nextSends: true, uncounted: ["booking_url"] },
  },
])("$changed", ({ changed, expected }) => {
  expect(effectsOf(changed)).toEqual({ ...nothing, ...expected });
});

const sending = { company_address: "1 Main St", is_active: true, sequencer_paused: false };

it.each([
  { name: "all is on", change: {}, expected: null },
  { name: "the address is missing", change: { company_address: null }, expected: "no_postal_address" },
  { name: "the address is blank", change: { company_address: " \n" }, expected: "no_postal_address" },
  { name: "it is switched off", change: { is_active: false }, expected: "engine_off" },
  { name: "the kill switch is on", change: { sequencer_paused: true }, expected: "kill_switch" },
  {
    name: "it is off and has no address",
    change: { is_active: false, company_address: "" },
    expected: "no_postal_address",
  },
] as const)("what stops the engine when $name", ({ change, expected }) => {
  expect(engineStopOf({ ...sending, ...change })).toBe(expected);
});
