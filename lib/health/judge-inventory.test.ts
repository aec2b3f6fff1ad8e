import { describe, expect, it } from "vitest";
import { judgeInventory } from "./judge-inventory.ts";
import type { Inventory } from "./repo-inventory.ts";
import { base, bouncing, fine, type Maps, now, oneComplaint, score75, since, state, toMaps } from "./testing.ts";

const inactive: Inventory["mailboxes"] = [["m1", "x@a.test", "d1", "c1", false, 40]];
const free = { domain: null, mailbox: [null, false] };

type Case = {
  name: string;
  inventory?: Partial<Inventory>;
  maps?: Maps;
  expected: { domain: string | null; mailbox: unknown[] };
};

const settings = (change: Partial<Inventory["settings"]>) => ({ settings: { ...base.settings, ...change } });
const onlyMailbox = (reason: string, isAuto: boolean) => ({ domain: null, mailbox: [reason, isAuto] });
const both = (reason: string, isAuto: boolean) => ({ domain: reason, mailbox: [reason, isAuto] });

const byScore: Case[] = [
  { name: "nothing is known", expected: free },
  { name: "all is well", maps: { domains: { "a.test": fine }, mailboxes: { "x@a.test": fine } }, expected: free },
  {
    name: "the mailbox bounces",
    maps: { mailboxes: { "x@a.test": bouncing } },
    expected: onlyMailbox("mailbox_score_paused", true),
  },
  {
    name: "its domain bounces",
    maps: { domains: { "a.test": bouncing } },
    expected: both("domain_score_paused", true),
  },
  { name: "the other domain bounces", maps: { domains: { "b.test": bouncing } }, expected: free },
  {
    name: "a pause on one complaint only slows",
    maps: { domains: { "a.test": oneComplaint }, mailboxes: { "x@a.test": oneComplaint } },
    expected: free,
  },
  {
    name: "the score is on the threshold",
    inventory: settings({ mailbox_health_threshold: 75 }),
    maps: { mailboxes: { "x@a.test": score75 } },
    expected: free,
  },
  {
    name: "the score is under the threshold",
    inventory: settings({ mailbox_health_threshold: 76 }),
    maps: { mailboxes: { "x@a.test": score75 } },
    expected: onlyMailbox("below_health_threshold", true),
  },
];

const byPeople: Case[] = [
  { name: "it is switched off", inventory: { mailboxes: inactive }, expected: onlyMailbox("mailbox_inactive", false) },
  {
    name: "it is switched off and bounces",
    inventory: { mailboxes: inactive },
    maps: { mailboxes: { "x@a.test": bouncing } },
    expected: onlyMailbox("mailbox_inactive", false),
  },
  {
    name: "its connection is archived",
    inventory: { archivedConnections: ["c1"] },
    expected: onlyMailbox("mailbox_inactive", false),
  },
  { name: "its domain has passed the check", inventory: settings({ require_domain_auth: true }), expected: free },
  {
    name: "its domain has not",
    inventory: { ...settings({ require_domain_auth: true }), domains: [["d1", "a.test", false]] },
    expected: onlyMailbox("domain_not_authenticated", false),
  },
  {
    name: "its domain has not, and need not",
    inventory: { domains: [["d1", "a.test", false]] },
    expected: free,
  },
  {
    name: "a person paused it",
    inventory: { states: [state("mailbox", "m1", "paused", "paused_by_person")] },
    expected: onlyMailbox("mailbox_paused", false),
  },
  {
    name: "a person paused its domain",
    inventory: { states: [state("domain", "d1", "paused", "paused_by_person")] },
    expected: both("domain_paused", false),
  },
  {
    name: "a person stopped its connection",
    inventory: { states: [state("connection", "c1", "paused", "paused_by_person")] },
    expected: onlyMailbox("connection_paused", false),
  },
  {
    name: "a person paused the other domain",
    inventory: { states: [state("domain", "d2", "paused", "paused_by_person")] },
    expected: free,
  },
];

const byGuard: Case[] = [
  {
    name: "the guard paused it",
    inventory: { states: [state("mailbox", "m1", "paused", "bounce_rate")] },
    expected: onlyMailbox("mailbox_paused", true),
  },
  {
    name: "the guard paused its domain, though a person resumed the mailbox",
    inventory: {
      states: [state("mailbox", "m1", "healthy", "resumed_by_person"), state("domain", "d1", "paused", "bounce_rate")],
    },
    expected: both("domain_paused", true),
  },
  {
    name: "the breaker stopped its connection",
    inventory: { states: [state("connection", "c1", "paused", "complaint_rate")] },
    expected: onlyMailbox("connection_paused", true),
  },
  ...["healthy", "watch", "throttled", "probation"].map((name) => ({
    name: `it is in state ${name}`,
    inventory: { states: [state("mailbox", "m1", name, null), state("domain", "d1", name, null)] },
    expected: free,
  })),
];

const byAge: Case[] = [
  { name: "counters of 5 minutes ago", maps: { staleMs: 300_000 }, expected: free },
  { name: "older counters", maps: { staleMs: 300_001 }, expected: both("reputation_unavailable", true) },
  {
    name: "older counters that were bad already",
    maps: { staleMs: 300_001, domains: { "a.test": bouncing }, mailboxes: { "x@a.test": bouncing } },
    expected: both("reputation_unavailable", true),
  },
  {
    name: "older counters, paused by a person",
    inventory: { states: [state("domain", "d1", "paused", "paused_by_person")] },
    maps: { staleMs: 300_001 },
    expected: both("domain_paused", false),
  },
];

describe("why a mailbox is passed over, and whether that is an automatism", () => {
  it.each([...byScore, ...byPeople, ...byGuard, ...byAge])("$name", ({ inventory, maps, expected }) => {
    const { domains, mailboxes } = judgeInventory({ ...base, ...inventory }, toMaps(maps ?? {}), now);
    expect({
      domain: domains[0]?.reason,
      mailbox: [mailboxes[0]?.reason, mailboxes[0]?.isAutoDeactivated],
    }).toEqual(expected);
  });
});

describe("how fast a domain and its mailbox may send, and how much the mailbox today", () => {
  const slowed = (kind: string, id: string, name: string) => ({ states: [state(kind, id, name, "bounce_rate")] });
  it.each<[string, Partial<Inventory>, Maps, (string | number)[]]>([
    ["nothing is known", {}, {}, ["normal", "normal", 40]],
    ["the mailbox is throttled", slowed("mailbox", "m1", "throttled"), {}, ["normal", "reduced", 20]],
    ["its domain is throttled", slowed("domain", "d1", "throttled"), {}, ["reduced", "reduced", 20]],
    ["its domain is on probation", slowed("domain", "d1", "probation"), {}, ["probation", "probation", 8]],
    ["its domain is paused", slowed("domain", "d1", "paused"), {}, ["paused", "paused", 0]],
    ["its connection is stopped", slowed("connection", "c1", "paused"), {}, ["normal", "paused", 0]],
    ["it is switched off", { mailboxes: inactive }, {}, ["normal", "paused", 0]],
    ["a pause by score slows", {}, { mailboxes: { "x@a.test": oneComplaint } }, ["normal", "critical", 10]],
    ["a pause by score stops", {}, { domains: { "a.test": bouncing } }, ["paused", "paused", 0]],
    ["counters are some minutes old", {}, { staleMs: 300_000 }, ["reduced", "reduced", 20]],
  ])("%s", (_name, inventory, maps, expected) => {
    const { domains, mailboxes } = judgeInventory({ ...base, ...inventory }, toMaps(maps), now);
    expect([domains[0]?.speed, mailboxes[0]?.speed, mailboxes[0]?.capToday]).toEqual(expected);
  });
});

it("tells that the connection is stopped, also where something else holds the mailbox first", () => {
  const states = [
    state("mailbox", "m1", "paused", "bounce_rate"),
    state("connection", "c1", "paused", "account_bounces"),
  ];
  const { mailboxes } = judgeInventory({ ...base, states }, toMaps({}), now);
  expect(mailboxes[0]).toMatchObject({ reason: "mailbox_paused", isConnectionPaused: true });
  expect(judgeInventory(base, toMaps({}), now).mailboxes[0]).toMatchObject({ isConnectionPaused: false });
});

it("shows each stored state where it belongs, and healthy where there is none", () => {
  const states = [state("mailbox", "m1", "throttled", "bounce_rate"), state("domain", "d2", "watch", null)];
  const { domains, mailboxes } = judgeInventory({ ...base, states }, toMaps({}), now);
  const nothing = { evidence: null, releasesAt: null, cleanSends: 0 };
  const healthy = { state: "healthy", reason: null, since: null, ...nothing };
  const throttled = { state: "throttled", reason: "bounce_rate", since, ...nothing };
  expect(domains.map((row) => row.shown)).toEqual([healthy, { state: "watch", reason: null, since, ...nothing }]);
  expect(mailboxes.map((row) => row.shown)).toEqual([throttled, healthy]);
});

it("leaves out mailboxes whose domain is archived", () => {
  const { mailboxes } = judgeInventory({ ...base, domains: [["d2", "b.test", true]] }, toMaps({}), now);
  expect(mailboxes.map((row) => [row.id, row.domain])).toEqual([["m2", "b.test"]]);
});
