import { computeEmailScore } from "#lib/reputation/policy/compute-email-score.ts";
import { noDataReputation } from "#lib/reputation/read-health-maps.ts";
import { ScopeMap } from "#lib/reputation/scope-map.ts";
import type { HealthMaps, Reputation } from "#lib/reputation/types.ts";
import type { Inventory } from "./repo-inventory.ts";

export const now = new Date("2026-06-10T16:00:00Z");
export const since = new Date("2026-06-10T09:30:00Z");

function reputation(sent: number, delivered: number, bounced: number, complained: number, opened: number): Reputation {
  return computeEmailScore({ sent, delivered, bounced, complained, opened, clicked: 0 });
}

export const bouncing = reputation(100, 70, 30, 0, 0);
export const oneComplaint = reputation(120, 119, 1, 1, 40);
export const score75 = reputation(100, 95, 5, 0, 12);
export const fine = reputation(100, 98, 2, 0, 30);

/** Two domains with a mailbox each, on one connection. */
export const base: Inventory = {
  domains: [
    ["d1", "a.test", true],
    ["d2", "b.test", false],
  ],
  mailboxes: [
    ["m1", "x@a.test", "d1", "c1", true, 40],
    ["m2", "y@b.test", "d2", "c1", true, 40],
  ],
  states: [],
  archivedConnections: [],
  settings: { mailbox_health_threshold: 40, require_domain_auth: false },
};

export type Maps = { domains?: Record<string, Reputation>; mailboxes?: Record<string, Reputation>; staleMs?: number };
type Named = Record<string, Reputation>;

const plain = (named: Named): ReadonlyMap<string, Reputation> => new Map(Object.entries(named));

/** As reputation is read: the same numbers from reading to reading. */
const domainNumbers = new Map([["a.test", 1] as const, ["b.test", 2] as const]);
const mailboxNumbers = new Map([["x@a.test", 3] as const, ["y@b.test", 4] as const]);
const numbered = (numbers: ReadonlyMap<string, number>) => (named: Named) => {
  const reputations: Reputation[] = Array(5).fill(noDataReputation);
  for (const [name, number] of numbers) reputations[number] = named[name] ?? noDataReputation;
  return new ScopeMap(numbers, reputations);
};

export function toMaps({ domains = {}, mailboxes = {}, staleMs }: Maps, isNumbered = false): HealthMaps {
  return {
    global: fine,
    domains: (isNumbered ? numbered(domainNumbers) : plain)(domains),
    mailboxes: (isNumbered ? numbered(mailboxNumbers) : plain)(mailboxes),
    // A connection is judged like the rest, and its score stops nobody.
    connections: new Map([["c1", bouncing]]),
    readAt: new Date(now.getTime() - (staleMs ?? 0)),
    isStale: staleMs !== undefined,
  };
}

export function state(kind: string, id: string, name: string, reason: string | null): Inventory["states"][number] {
  return [kind, id, name, reason, since.getTime(), null, null, 0];
}
