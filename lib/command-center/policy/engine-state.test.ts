import { describe, expect, it } from "vitest";
import { type EngineFacts, engineState } from "./engine-state.ts";

const sending: EngineFacts = {
  isActive: true,
  isPaused: false,
  hasPostalAddress: true,
  activeMailboxes: 3,
  allStoppedBy: null,
  dailyLimit: 50,
  reservedToday: 10,
  areCapsUsedUp: false,
  waiting: 0,
  goesOn: "Jun 11, 2026, 08:00 CDT",
  isWindowOpen: true,
  opens: "Jun 10, 2026, 12:00 CDT",
};

it.each<[string, Partial<EngineFacts>, string]>([
  ["everything in order", {}, "sending"],
  ["switched off beats all else", { isActive: false, isPaused: true, activeMailboxes: 0 }, "off"],
  ["kill switch", { isPaused: true, isWindowOpen: false }, "paused"],
  ["no postal address", { hasPostalAddress: false }, "no_postal_address"],
  ["no mailbox", { activeMailboxes: 0 }, "no_mailbox"],
  ["all mailboxes stopped", { allStoppedBy: "health", areCapsUsedUp: true, isWindowOpen: false }, "no_sender"],
  ["limit used up", { reservedToday: 50, isWindowOpen: false }, "limit_reached"],
  ["limit zero", { dailyLimit: 0, reservedToday: 0 }, "limit_reached"],
  ["caps used up under the limit", { areCapsUsedUp: true, isWindowOpen: false }, "day_used_up"],
  ["window closed", { isWindowOpen: false }, "window_closed"],
])("%s", (_name, change, expected) => expect(engineState({ ...sending, ...change }).state).toBe(expected));

it("says until when the window is closed", () => {
  const { sentence } = engineState({ ...sending, isWindowOpen: false });
  expect(sentence).toBe("The send window is closed until Jun 10, 2026, 12:00 CDT.");
});

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
    { allStoppedBy: null },
    { reservedToday: 0 },
    { areCapsUsedUp: false },
    { isWindowOpen: true },
  ];
  let facts: EngineFacts = {
    isActive: false,
    isPaused: true,
    hasPostalAddress: false,
    activeMailboxes: 0,
    allStoppedBy: "health",
    dailyLimit: 10,
    reservedToday: 10,
    areCapsUsedUp: true,
    waiting: 3,
    goesOn: "Jun 11, 2026, 08:00 CDT",
    isWindowOpen: false,
    opens: "Jun 10, 2026, 12:00 CDT",
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
    "no_sender",
    "limit_reached",
    "day_used_up",
    "window_closed",
    "sending",
  ]);
});

it.each<[string, Partial<EngineFacts>, string]>([
  ["all", {}, "None of 3 active mailboxes may send: they, their domains or connections are stopped."],
  [
    "the only one",
    { activeMailboxes: 1 },
    "The only active mailbox may not send: it, its domain or its connection is stopped.",
  ],
  [
    "reputation not read",
    { allStoppedBy: "unread_reputation" },
    "Reputation cannot be read: nothing is planned until it can.",
  ],
])("says that mailboxes are stopped: %s", (_name, change, sentence) =>
  expect(engineState({ ...sending, allStoppedBy: "health", ...change }).sentence).toBe(sentence),
);

describe("what is used up, who waits, and until when", () => {
  const full = { reservedToday: 50 };
  const caps = { areCapsUsedUp: true, dailyLimit: 2000, reservedToday: 1395 };
  it.each<[string, Partial<EngineFacts>, string]>([
    ["the limit", full, "Today's limit of 50 messages is used up: planning goes on Jun 11, 2026, 08:00 CDT."],
    [
      "the caps",
      { ...caps, waiting: 261 },
      "Today's room for 1,395 messages is used up: 261 due prospects wait until Jun 11, 2026, 08:00 CDT.",
    ],
    [
      "one waits",
      { ...full, waiting: 1 },
      "Today's limit of 50 messages is used up: 1 due prospect waits until Jun 11, 2026, 08:00 CDT.",
    ],
    [
      "as many as are counted",
      { ...full, waiting: 10_000 },
      "Today's limit of 50 messages is used up: at least 10,000 due prospects wait until Jun 11, 2026, 08:00 CDT.",
    ],
    // Tomorrow is no better where nothing was allowed to begin with.
    ["a limit of 0", { dailyLimit: 0, reservedToday: 0, waiting: 9 }, "The daily limit is 0: nothing is sent."],
    [
      "caps of 0",
      { areCapsUsedUp: true, reservedToday: 0, waiting: 9 },
      "The limits of mailboxes and domains leave no room for a message today.",
    ],
  ])("%s", (_name, change, sentence) => expect(engineState({ ...sending, ...change }).sentence).toBe(sentence));
});
