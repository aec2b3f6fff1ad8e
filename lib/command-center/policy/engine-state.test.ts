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

it("stops at the limit, not one message before", () => {
  const stateAt = (reservedToday: number) => engineState({ ...sending, dailyLimit: 50, reservedToday }).state;
  expect([stateAt(49), stateAt(50), stateAt(51)]).toEqual(["sending", "limit_reached", "limit_reached"]);
});

it("names the first obstacle in the order in which a person clears them", () => {
  const cleared: Partial<EngineFacts>[] = [
    { isActive: true },
    { isPaused: false },
    { hasPostalAddress: true },
    { activeMailboxes: 1 },
    { reservedToday: 0 },
    { isWindowOpen: true },
  ];
  let facts: EngineFacts = {
    isActive: false,
    isPaused: true,
    hasPostalAddress: false,
    activeMailboxes: 0,
    dailyLimit: 10,
    reservedToday: 10,
    isWindowOpen: false,
  };
  const states = [engineState(facts).state];
  for (const change of cleared) {
    facts = { ...facts, ...change };
    states.push(engineState(facts).state);
  }
  expect(states).toEqual([
    "off",
    "paused",
    "no_postal_address",
    "no_mailbox",
    "limit_reached",
    "window_closed",
    "sending",
  ]);
});

it("tells the limit that is used up", () => {
  expect(engineState({ ...sending, reservedToday: 50 }).sentence).toBe("Today's limit of 50 messages is used up.");
});
