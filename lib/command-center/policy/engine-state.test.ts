import { expect, it } from "vitest";
import { type EngineFacts, engineState } from "./engine-state.ts";

const sending: EngineFacts = {
  isActive: true,
  isPaused: false,
  hasPostalAddress: true,
  activeMailboxes: 3,
  dailyLimit: 50,
  reservedToday: 10,
  isWindowOpen: true,
  windowOpensAt: null,
};

it.each<[string, Partial<EngineFacts>, string]>([
  ["everything in order", {}, "sending"],
  ["switched off beats all else", { isActive: false, isPaused: true, activeMailboxes: 0 }, "off"],
  ["kill switch", { isPaused: true, isWindowOpen: false }, "paused"],
  ["no postal address", { hasPostalAddress: false }, "no_postal_address"],
  ["no mailbox", { activeMailboxes: 0 }, "no_mailbox"],
  ["limit used up", { reservedToday: 50, isWindowOpen: false }, "limit_reached"],
  ["limit zero", { dailyLimit: 0, reservedToday: 0 }, "limit_reached"],
  ["window closed", { isWindowOpen: false }, "window_closed"],
])("%s", (_name, change, expected) => expect(engineState({ ...sending, ...change }).state).toBe(expected));
