import type { EngineContext } from "#lib/engine/context.ts";
import type { EmailHealthAnswer } from "#lib/health/contract.ts";
import { readEmailHealth } from "#lib/health/read-email-health.ts";
import { countProspects } from "#lib/prospects/list-prospects.ts";
import { getRecontactStats } from "#lib/recontact/get-recontact-stats.ts";
import { runSequencer } from "#lib/sequencing/run-sequencer.ts";
import { demoPlan, domainInTrouble, domainWarmingUp, healthyDomain } from "../demo/plan.ts";
import { smallPlan } from "./plans.ts";
import type { NamedScenario } from "./types.ts";

/** Enough to judge a domain, too little for all of them together to stop the connection. */
const littleMail = 2;
const manyDomains = 1_100;
const mailboxesEach = 10;
const troubledOfMany = 3;
/** A sixth of the mail for all three: some dozens each in three days, enough to stop them and too few for the account breaker. */
const troubledWeight = 700;

/** Scenarios of the pages of domains and mailboxes. */
export const healthScenarios = {
  "ordinary-day": {
    text: "the demo tenant at half its size: a domain in trouble, one warming up, one new, people held, people coming back",
    plan: () => ({ ...demoPlan, people: 2_500 }),
    afterwards: async (ctx, { tenantId }) => {
      await runSequencer(ctx, { tenantId });
    },
    showings: async (ctx, tenantId) => {
      const { domains } = await readHealth(ctx, tenantId);
      const held = await countProspects(ctx, { tenantId, filter: { hold_reason: "engagement_gate" } });
      const { total_eligible, total_recycled_30d } = await getRecontactStats(ctx, { tenantId });
      return [
        { what: "one domain is stopped", holds: domains.filter((domain) => domain.reason !== null).length === 1 },
        { what: "the gate holds somebody", holds: held.count > 0 },
        { what: "somebody came back, and somebody may", holds: total_recycled_30d > 0 && total_eligible > 0 },
      ];
    },
  },
  "several-in-trouble": {
    text: "four of ten domains bounce, each worse than the one before; the others go on",
    plan: () => ({
      ...smallPlan,
      people: 2_500,
      starts: [{ fromDaysAgo: 0, toDaysAgo: 2.8, weight: 1 }],
      domains: [
        ...[0.35, 0.45, 0.55, 0.65].map((rate, index) => ({
          ...domainInTrouble(`leadlock-trouble${index + 1}`, rate),
          weight: littleMail,
        })),
        ...smallPlan.domains,
      ],
    }),
    showings: async (ctx, tenantId) => {
      const { domains } = await readHealth(ctx, tenantId);
      const stopped = domains.filter((domain) => domain.reason !== null).map((domain) => domain.domain);
      const alerts = await ctx.forTenant(tenantId, (tx) =>
        tx.alert.count({ where: { kind: "domain_health", severity: "critical", closed_at: null } }),
      );
      return [
        {
          what: "exactly the four troubled domains are stopped",
          holds: stopped.length === 4 && stopped.every((name) => name.includes("trouble")),
        },
        { what: "six domains go on sending", holds: domains.length - stopped.length === 6 },
        { what: "each stopped domain has its critical alert", holds: alerts === 4 },
      ];
    },
  },
  "all-unhealthy": {
    text: "every domain is stopped: nothing may be sent, and every due prospect says why",
    plan: () => ({
      ...smallPlan,
      domains: ["leadlockhq", "tryleadlock", "leadlockapp"].map((name) => domainInTrouble(name, 0.4)),
    }),
    afterwards: async (ctx, { tenantId }) => {
      await runSequencer(ctx, { tenantId });
    },
    showings: async (ctx, tenantId) => {
      const { mailboxes } = await readHealth(ctx, tenantId);
      const { queued, explained, due } = await ctx.forTenant(tenantId, async (tx) => ({
        queued: await tx.outreachEmail.count({ where: { status: { in: ["queued", "claimed", "sending"] } } }),
        explained: await tx.outreach.count({
          where: { last_decision: { path: ["reason"], equals: "no_sendable_mailbox" } },
        }),
        due: await tx.outreach.count({
          where: { next_send_at: { lte: ctx.now() }, last_decision: { equals: null as never } },
        }),
      }));
      return [
        {
          what: "no mailbox may send",
          holds: mailboxes.length === 9 && mailboxes.every((mailbox) => mailbox.reason !== null),
        },
        { what: "nothing is queued", holds: queued === 0 },
        { what: "due prospects name the reason", holds: explained > 100 && due === 0 },
      ];
    },
  },
  "warming-up": {
    text: "five new domains at different stages of their warm-up, from the second day to the twentieth",
    plan: () => ({
      ...smallPlan,
      people: 800,
      newShare: 0.8,
      domains: [
        ...[2, 5, 9, 14, 20].map((daysAgo) => domainWarmingUp(`leadlock-day${daysAgo}`, daysAgo)),
        healthyDomain("leadlockhq", 1),
      ],
    }),
    showings: async (ctx, tenantId) => {
      const started = await ctx.forTenant(tenantId, (tx) =>
        tx.sendingDomain.findMany({
          where: { domain: { startsWith: "leadlock-day" } },
          select: { warmup_started_at: true },
        }),
      );
      const days = started.map((row) => (ctx.now().getTime() - (row.warmup_started_at?.getTime() ?? 0)) / 86_400_000);
      const { domains } = await readHealth(ctx, tenantId);
      return [
        {
          what: "five domains began to warm up in the last three weeks",
          holds: days.length === 5 && days.every((day) => day < 21),
        },
        { what: "none of them is stopped", holds: domains.every((domain) => domain.reason === null) },
      ];
    },
  },
  "many-mailboxes": {
    text: `${(manyDomains * mailboxesEach).toLocaleString("en-US")} mailboxes on ${manyDomains.toLocaleString("en-US")} domains, three of these in trouble: the size the grids are made for`,
    plan: () => ({
      ...smallPlan,
      people: 3_000,
      mailboxesPerDomain: mailboxesEach,
      domains: Array.from({ length: manyDomains }, (_, index) =>
        index < troubledOfMany
          ? { ...domainInTrouble(`trouble-${index + 1}`, 0.4), weight: troubledWeight }
          : healthyDomain(`send-${String(index).padStart(4, "0")}`, index),
      ),
    }),
    showings: async (ctx, tenantId) => {
      const { domains, mailboxes } = await readHealth(ctx, tenantId);
      return [
        { what: "every mailbox is in the grid", holds: mailboxes.length === manyDomains * mailboxesEach },
        {
          what: "the three domains in trouble are stopped, and no other",
          holds: domains.every(({ domain, reason }) => (reason !== null) === domain.startsWith("trouble-")),
        },
        {
          what: "the mailboxes of all other domains may send",
          holds:
            mailboxes.filter(({ reason }) => reason === null).length === (manyDomains - troubledOfMany) * mailboxesEach,
        },
      ];
    },
  },
} satisfies Record<string, NamedScenario>;

/** As GET /email-health answers. */
async function readHealth(ctx: EngineContext, tenantId: string): Promise<EmailHealthAnswer> {
  const { pieces } = await readEmailHealth(ctx, tenantId);
  return JSON.parse(Buffer.concat([...pieces()]).toString("utf8")) as EmailHealthAnswer;
}
