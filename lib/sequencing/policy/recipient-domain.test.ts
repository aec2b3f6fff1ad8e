import { expect, it } from "vitest";
import { recipientDomainBlock } from "./recipient-domain.ts";

const now = new Date("2026-06-10T16:00:00Z");
const ago = (hours: number) => new Date(now.getTime() - hours * 3_600_000);
const hard = (hours: number) => ({ at: ago(hours), isHard: true });
const soft = (hours: number) => ({ at: ago(hours), isHard: false });
const days = 24;

it.each([
  ["none", [], true, null],
  [
    "one hard bounce keeps first messages away",
    [hard(10)],
    true,
    { reason: "recipient_domain_blocked", until: ago(10 - 90 * days) },
  ],
  ["one hard bounce lets follow-ups pass", [hard(10)], false, null],
  [
    "two hard bounces block everything, until the second newest is 90 days old",
    [hard(10), hard(50)],
    false,
    { reason: "recipient_domain_blocked", until: ago(50 - 90 * days) },
  ],
  ["two hard bounces, one older than 90 days", [hard(10), hard(91 * days)], false, null],
  ["one hard bounce 90 days ago", [hard(90 * days)], true, null],
  [
    "two bounces of any kind in 24 h cool",
    [soft(2), soft(20)],
    true,
    { reason: "recipient_domain_cooling", until: ago(20 - 24) },
  ],
  ["two bounces 24 h apart do not", [soft(2), soft(24)], true, null],
  [
    "blocking outlasts cooling",
    [hard(2), hard(20)],
    false,
    { reason: "recipient_domain_blocked", until: ago(20 - 90 * days) },
  ],
])("%s", (_name, bounces, isFirst, expected) => {
  expect(recipientDomainBlock(bounces, isFirst, now)).toEqual(expected);
});
