import { beforeAll, describe, expect, it } from "vitest";
import { listRecentSignals } from "#lib/command-center/repo-activity.ts";
import { Prisma } from "#lib/db/generated/client.ts";
import type { Tx } from "#lib/db/types.ts";
import { countWindows, listGuardedScopes } from "#lib/health/repo-guard.ts";
import { countFreshHours, selectDays, selectHours, sumDaysByProvider } from "#lib/history/repo.ts";
import { listTimelineEvents } from "#lib/prospects/repo-timeline.ts";
import { countHours } from "#lib/reputation/repo-counts.ts";
import { listLateHours, replaceProviderHours } from "#lib/reputation/repo-roll-up.ts";
import { createTestTenant } from "#lib/testing/factory.ts";
import { createOwnDatabase } from "#lib/testing/own-database.ts";
import { createTestContext } from "#lib/testing/test-context.ts";
import { selectStoredEvents, updateVerdicts } from "#lib/webhooks/repo-events.ts";
import { lockProvenUnknown } from "#lib/webhooks/repo-ledger.ts";
import { assignEvents, selectParked, selectStoredByFingerprint } from "#lib/webhooks/repo-parked.ts";

// Two years of partitions; the plans are those of the statements as they are.
const ctx = createTestContext(await createOwnDatabase());
const now = new Date("1959-12-20T12:00:00Z");
const daysAgo = (days: number) => new Date(now.getTime() - days * 86_400_000);
const hour = (at: Date) => Math.floor(at.getTime() / 3_600_000);
const id = crypto.randomUUID();
let tenantId: string;

beforeAll(async () => {
  tenantId = await createTestTenant(ctx);
  await ctx.acrossTenants(
    (tx) =>
      tx.$queryRaw`SELECT ensure_email_event_partitions('1958-01-01Z'::timestamptz, '1959-12-01Z'::timestamptz)::text`,
  );
});

/** The plans of every statement that `work` sends, without running one. */
async function plansOf(work: (tx: Tx) => Promise<unknown>): Promise<string> {
  const lines: string[] = [];
  await ctx.forTenant(tenantId, async (tx) => {
    const explain = async (strings: TemplateStringsArray, ...values: unknown[]) => {
      const statement = Prisma.sql(strings, ...values);
      const rows = await tx.$queryRaw<{ "QUERY PLAN": string }[]>(Prisma.sql(["EXPLAIN (COSTS OFF) ", ""], statement));
      lines.push(...rows.map((row) => row["QUERY PLAN"]));
      return [];
    };
    await work({ $queryRaw: explain, $executeRaw: explain } as unknown as Tx);
  });
  return lines.join("\n");
}

const monthsIn = (plan: string) => [...new Set(plan.match(/email_events_\d{4}_\d{2}/g) ?? [])].sort();
const december = ["email_events_1959_12"];
const event = { id, event: { occurredAt: daysAgo(1), fingerprint: "00" }, metric: 1, machineReason: null } as never;

const statements: [string, string[], (tx: Tx) => Promise<unknown>][] = [
  ["rebuild", december, (tx) => countHours(tx, tenantId, { from: daysAgo(2), to: now, epochHours: [hour(now)] })],
  [
    "roll-up",
    december,
    (tx) => replaceProviderHours(tx, tenantId, { from: daysAgo(1), to: now, epochHours: [hour(now)] }),
  ],
  [
    "late hours",
    ["email_events_1959_11", ...december],
    (tx) => listLateHours(tx, tenantId, { floor: daysAgo(30), before: daysAgo(1), changedSince: daysAgo(1) }),
  ],
  ["history", december, (tx) => countFreshHours(tx, { tenantId, scopeIndex: 1, from: daysAgo(0.1), to: now })],
  ["matching", december, (tx) => selectStoredEvents(tx, tenantId, [id], daysAgo(10))],
  [
    "parked",
    ["email_events_1959_09", "email_events_1959_10", "email_events_1959_11", ...december],
    (tx) => selectParked(tx, tenantId, { receivedAt: daysAgo(3), id }, 10),
  ],
  [
    "parked by fingerprint",
    december,
    (tx) => selectStoredByFingerprint(tx, tenantId, [{ occurredAt: now, fingerprint: "00" }] as never),
  ],
  ["assigned", december, (tx) => assignEvents(tx, tenantId, [event])],
  [
    "verdicts",
    december,
    (tx) => updateVerdicts(tx, tenantId, [{ id, occurredAt: now, metric: 1, machineReason: null }]),
  ],
  ["proven sends", december, (tx) => lockProvenUnknown(tx, tenantId, daysAgo(3), 10)],
  ["activity", december, (tx) => listRecentSignals(tx, tenantId, daysAgo(7), 10)],
  ["timeline", december, (tx) => listTimelineEvents(tx, tenantId, { ids: [id], since: daysAgo(15) }, 10)],
];

describe("with 24 months of partitions", () => {
  it("has them", async () => {
    const plan = await plansOf((tx) => tx.$queryRaw`SELECT count(*) FROM email_events`);
    expect(monthsIn(plan).filter((name) => name < "email_events_1960").length).toBe(24);
  });

  it.each(statements)("%s looks at the months of its range only", async (_name, months, work) => {
    const found = monthsIn(await plansOf(work));
    expect(found.filter((name) => name < "email_events_1960")).toEqual(months);
  });

  it("the guard and the series that are rolled up look at no event at all, and go by their keys", async () => {
    const span = { tenantId, scopeIndex: 1 };
    const days = { ...span, first: "1959-09-21", last: "1959-12-20" };
    const plan = await plansOf(async (tx) => {
      await selectHours(tx, { ...span, from: hour(daysAgo(7)), to: hour(now) }, null);
      await selectHours(tx, { ...span, from: hour(daysAgo(7)), to: hour(now) }, "google");
      await selectDays(tx, days, "all");
      await sumDaysByProvider(tx, days);
      await listGuardedScopes(tx, tenantId, { since: daysAgo(30), alsoKeys: [], only: null });
      const starts = { day: hour(daysAgo(1)), week: hour(daysAgo(7)), month: hour(daysAgo(30)), open: hour(now) };
      await countWindows(tx, tenantId, [{ scopeIndex: 1, resumedAt: null }], starts);
    });
    expect(plan).not.toContain("email_events");
    expect(plan).not.toMatch(/Seq Scan on (reputation_|outreach_emails)/);
  });
});
