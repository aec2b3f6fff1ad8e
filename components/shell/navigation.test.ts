import { expect, it } from "vitest";
import type { Attention } from "#lib/command-center/contract-attention.ts";
import { NAVIGATION } from "./navigation.ts";

const calm = {
  alerts: { open: 0, critical: 0 },
  in_trouble: { domains: 0, mailboxes: 0 },
  stopped_connections: 0,
  unknown_sends: 0,
  quarantined: { count: 0, at_least: false, newest_at: null, newest_reason: null },
} as unknown as Attention;

const counts = (change: Partial<Attention>) =>
  NAVIGATION.flatMap(({ label, countOf }) => {
    const found = countOf?.({ ...calm, ...change });
    return found && found.count > 0 ? [`${label}: ${found.count} ${found.label} → ${found.href}`] : [];
  });

it.each<[string, Partial<Attention>, string[]]>([
  ["nothing", {}, []],
  ["health that cannot be read", { in_trouble: null }, []],
  [
    "places in trouble",
    { in_trouble: { domains: 21, mailboxes: 30 } },
    ["Domains: 21 in trouble → /domains?show=trouble", "Mailboxes: 30 in trouble → /mailboxes?show=trouble"],
  ],
  [
    "messages of unknown outcome",
    { unknown_sends: 12 },
    ["Today's queue: 12 with unknown outcome → /queue?status=unknown"],
  ],
  [
    "unreadable events",
    { quarantined: { ...calm.quarantined, count: 9 } },
    ["Settings: 9 unreadable provider events or stopped connections → /settings?tab=connections#unreadable-events"],
  ],
  [
    "connections before those",
    { stopped_connections: 1, quarantined: { ...calm.quarantined, count: 9 } },
    ["Settings: 10 unreadable provider events or stopped connections → /settings?tab=connections"],
  ],
])("counts %s, and each count leads to just that", (_, change, expected) => {
  expect(counts(change)).toEqual(expected);
});
