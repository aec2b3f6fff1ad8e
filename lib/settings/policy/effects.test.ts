import { expect, it } from "vitest";
import { effectsOf } from "./effects.ts";

const nothing = { nextSends: false, returns: false, senders: false, day: false, uncounted: [] };

it.each([
  { changed: [] as const, expected: {} },
  { changed: ["require_engagement_for_final_step"] as const, expected: { nextSends: true } },
  { changed: ["recontact_cooldown_days"] as const, expected: { nextSends: true, returns: true } },
  { changed: ["mailbox_health_threshold"] as const, expected: { senders: true } },
  { changed: ["daily_email_limit", "booking_url"] as const, expected: { day: true, uncounted: ["booking_url"] } },
])("$changed", ({ changed, expected }) => {
  expect(effectsOf(changed)).toEqual({ ...nothing, ...expected });
});
