import { expect, it } from "vitest";
import { evaluateAlerts } from "#lib/alerts/evaluate-alerts.ts";
import { listCampaigns } from "#lib/campaigns/list-campaigns.ts";
import { readHealthMaps } from "#lib/reputation/read-health-maps.ts";
import { createTestConnection, createTestTenant } from "#lib/testing/factory.ts";
import { createOwnDatabase } from "#lib/testing/own-database.ts";
import { createTestContext } from "#lib/testing/test-context.ts";
import { demoPlan } from "./plan.ts";
import { seedDemo } from "./seed-demo.ts";

// Of its own, so that the demo has the addresses and the chances that it always has.
const ctx = createTestContext(await createOwnDatabase());

it("fills a tenant that the engine understands: scores, holds and due prospects of every kind", async () => {
  const tenantId = await createTestTenant(ctx, { is_active: false });
  const { id: connectionId } = await createTestConnection(ctx, tenantId);
  const target = { tenantId, connectionId, company: "LeadLock", seed: "half", plan: demoPlan };
  // As a console that runs beside the seeding does: it finds the engine of the empty tenant off.
  await evaluateAlerts(ctx, { tenantId });
  await seedDemo(ctx, target);
  await seedDemo(ctx, target);
  const maps = await readHealthMaps(ctx, tenantId);
  const reputationOf = (name: string) => [...maps.domains].find(([domain]) => domain.startsWith(name))?.[1];
  expect(reputationOf("leadlock-trouble-")).toMatchObject({ status: "critical", throttle: "paused" });
  expect(reputationOf("leadlockhq-")).toMatchObject({ throttle: "normal" });
  const stopped = [...maps.domains].filter(([, { throttle }]) => throttle === "paused" || throttle === "critical");
  expect(stopped.map(([domain]) => domain.slice(0, 17))).toEqual(["leadlock-trouble-"]);
  const alerts = await ctx.forTenant(tenantId, (tx) => tx.alert.findMany({ orderBy: { kind: "asc" } }));
  const open = (kind: string) => alerts.filter((alert) => alert.kind === kind && alert.closed_at === null);
  expect(open("domain_health").map(({ severity, scope_name }) => [severity, scope_name?.slice(0, 17)])).toEqual([
    ["critical", "leadlock-trouble-"],
  ]);
  expect(open("mailbox_health").map((alert) => alert.title.split(/[@ ]/)[0])).toContain("priya");
  const others = alerts.filter(({ kind }) => !["domain_health", "mailbox_health"].includes(kind));
  expect(others.map(({ kind, closed_at }) => [kind, closed_at !== null]).sort()).toEqual([
    ["domain_authentication", true],
    ["engine_off", true],
    ["engine_paused", true],
  ]);
  const { items: campaigns } = await listCampaigns(ctx, { tenantId, limit: 10, cursor: undefined });
  expect(campaigns.map(({ status, results }) => [status, results.sent > 50, results.replied > 0]).sort()).toEqual([
    ["active", true, true],
    ["draft", false, false],
    ["paused", true, true],
  ]);
  const { prospects, holds, due, config } = await ctx.forTenant(tenantId, async (tx) => ({
    prospects: await tx.prospect.count(),
    holds: await tx.outreach.groupBy({ by: ["hold_reason"], where: { hold_reason: { not: null } }, _count: true }),
    due: await tx.outreach.groupBy({ by: ["status"], where: { next_send_at: { lte: ctx.now() } }, _count: true }),
    config: await tx.salesEngineConfig.findUniqueOrThrow({ where: { tenant_id: tenantId } }),
  }));
  expect([prospects, config.is_active]).toEqual([5_000, true]);
  const reasons = holds.map((row) => row.hold_reason);
  expect(reasons).toEqual(
    expect.arrayContaining(["campaign_paused", "engagement_gate", "sequence_finished", "awaiting_verification"]),
  );
  expect(Object.fromEntries(due.map((row) => [row.status, row._count > 20]))).toEqual({ cold: true, contacted: true });
  expect(await contradictions(tenantId)).toEqual({
    runs_that_disagree_with_the_ledger: 0,
    imports_that_disagree_with_their_rows: 0,
    rows_added_that_are_no_prospects_of_that_time: 0,
    owners_and_authors_who_are_no_members: 0,
    notes_without_a_line: 0,
    settings_that_the_log_tells_otherwise: 0,
    domains_that_their_last_check_did_not_see: 0,
  });
  expect(await sizes(tenantId)).toEqual({
    runs: true,
    imports: true,
    notes: true,
    owned: true,
    lines: true,
    members: 4,
  });
}, 180_000);

/** What one table says and another denies, in rows. */
async function contradictions(tenantId: string) {
  const [found] = await ctx.forTenant(
    tenantId,
    (tx) => tx.$queryRaw<Record<string, number>[]>`
      SELECT
        (SELECT count(*) FROM job_runs r WHERE r.function_id = 'run-sequencer' AND (r.counts->>'queued')::int <>
          (SELECT count(*) FROM outreach_emails e WHERE e.created_at >= date_bin('30 minutes', r.created_at, 'epoch')
            AND e.created_at < date_bin('30 minutes', r.created_at, 'epoch') + interval '30 minutes'))::int
          AS runs_that_disagree_with_the_ledger,
        (SELECT count(*) FROM imports i JOIN LATERAL (
            SELECT coalesce(sum(n), 0)::int AS total, coalesce(jsonb_object_agg(result, n), '{}') AS counts
            FROM (SELECT result, count(*)::int AS n FROM import_rows r WHERE r.import_id = i.id GROUP BY 1) g) c ON true
          WHERE c.total > 0 AND (c.total <> i.total_rows OR c.total <> i.done_rows OR c.counts <> i.counts))::int
          AS imports_that_disagree_with_their_rows,
        (SELECT count(*) FROM import_rows r JOIN imports i ON i.id = r.import_id LEFT JOIN prospects p ON p.id = r.prospect_id
          WHERE r.result LIKE 'added%' AND (p.created_at BETWEEN i.created_at AND i.finished_at) IS NOT TRUE)::int
          AS rows_added_that_are_no_prospects_of_that_time,
        (SELECT count(*) FROM (SELECT owner_id FROM prospects WHERE owner_id IS NOT NULL UNION SELECT author_id::uuid FROM prospect_notes) u
          WHERE owner_id NOT IN (SELECT user_id FROM members))::int AS owners_and_authors_who_are_no_members,
        (SELECT count(*) FROM prospect_notes n WHERE NOT EXISTS (SELECT 1 FROM audit_log a WHERE a.action = 'prospect.note_added'
          AND a.target_id = n.prospect_id::text AND a.after->>'note_id' = n.id::text AND a.at = n.created_at))::int AS notes_without_a_line,
        (SELECT count(*) FROM (SELECT DISTINCT ON (f.key) f.value AS told, to_jsonb(c)->f.key AS holds
          FROM audit_log a CROSS JOIN sales_engine_config c CROSS JOIN LATERAL jsonb_each(a.after) f
          WHERE a.action = 'settings.changed' ORDER BY f.key, a.id DESC) s WHERE told <> holds)::int AS settings_that_the_log_tells_otherwise,
        (SELECT count(*) FROM sending_domains d WHERE (d.auth_checked_at BETWEEN
          (SELECT max(r.started_at) FROM job_runs r WHERE r.function_id = 'check-domains') AND
          (SELECT max(r.finished_at) FROM job_runs r WHERE r.function_id = 'check-domains')) IS NOT TRUE)::int
          AS domains_that_their_last_check_did_not_see`,
  );
  return found;
}

async function sizes(tenantId: string) {
  return ctx.forTenant(tenantId, async (tx) => ({
    runs: (await tx.jobRun.count()) > 6_000,
    imports: (await tx.import.count()) > 50 && (await tx.importRow.count()) > 2_000,
    notes: (await tx.prospectNote.count()) > 100,
    owned: (await tx.prospect.count({ where: { owner_id: { not: null } } })) > 200,
    lines: (await tx.auditLog.count()) > 800,
    members: await tx.member.count(),
  }));
}
