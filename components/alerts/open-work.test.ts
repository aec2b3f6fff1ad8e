import { expect, it } from "vitest";
import type { Attention } from "#lib/command-center/contract-attention.ts";
import { openWork } from "./open-work.ts";

const none = { count: 0, at_least: false, newest_at: null, newest_reason: null };
const work = (unknown_sends: number, aside: Partial<Attention["quarantined"]> = {}, told: string[] = []) =>
  openWork({ unknown_sends, quarantined: { ...none, ...aside } }, told).map(({ title, href }) => `${title} → ${href}`);

it.each([
  ["nothing", work(0), []],
  ["one message", work(1), ["1 message has no known outcome → /queue?status=unknown"]],
  [
    "all that navigation counts",
    work(12, { count: 9 }),
    [
      "12 messages have no known outcome → /queue?status=unknown",
      "9 unreadable provider events in the last day → /settings?tab=connections#unreadable-events",
    ],
  ],
  [
    "more events than are counted",
    work(0, { count: 1_000, at_least: true }),
    ["1,000 or more unreadable provider events in the last day → /settings?tab=connections#unreadable-events"],
  ],
  ["what an alert tells of already only there", work(12, {}, ["unknown_sends"]), []],
])("names %s", (_, found, expected) => {
  expect(found).toEqual(expected);
});
