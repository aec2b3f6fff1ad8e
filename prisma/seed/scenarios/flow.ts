import { getAttention } from "#lib/command-center/get-attention.ts";
import { countProspects } from "#lib/prospects/list-prospects.ts";
import { getRecontactStats } from "#lib/recontact/get-recontact-stats.ts";
import { changeSettings } from "#lib/settings/change-settings.ts";
import { getSettings } from "#lib/settings/get-settings.ts";
import { actorOf, adminOf, joinTeam } from "../demo/team.ts";
import { hoursClosedEverywhere, smallPlan } from "./plans.ts";
import type { NamedScenario } from "./types.ts";

const isByMember = ({ code, detail }: { code: string; detail: string }) =>
  code === "kill_switch" && detail.includes(adminOf(smallPlan.team).email);

/** Scenarios of who is written to, who is held, and who comes back. */
export const flowScenarios = {
  "gate-holds": {
    text: "nobody opens anything: the engagement gate holds everyone before the last step",
    plan: () => ({ ...smallPlan, readingRate: 0 }),
    showings: async (ctx, tenantId) => {
      const held = await countProspects(ctx, { tenantId, filter: { hold_reason: "engagement_gate" } });
      const past = await ctx.forTenant(tenantId, (tx) => tx.outreach.count({ where: { outreach_sequence_step: 3 } }));
      return [
        { what: "the gate holds more than 200 prospects", holds: held.count > 200 },
        { what: "nobody has had the last step", holds: past === 0 },
      ];
    },
  },
  "recontact-wave": {
    text: "a list that was written to three to four months ago and never answered: most of it may come back",
    plan: () => ({
      ...smallPlan,
      newShare: 0.05,
      maxCycles: 0,
      starts: [{ fromDaysAgo: 70, toDaysAgo: 130, weight: 1 }],
    }),
    showings: async (ctx, tenantId) => {
      const stats = await getRecontactStats(ctx, { tenantId });
      return [
        { what: "more than 300 prospects may come back now", holds: stats.total_eligible > 300 },
        { what: "more come on the days after", holds: stats.forecast.days.slice(1).some((day) => day.ready > 0) },
        { what: "nobody has come back yet", holds: stats.total_recycled_30d === 0 },
      ];
    },
  },
  "window-closed": {
    text: "the send window is closed everywhere in the country; due prospects wait for it to open",
    plan: (now) => ({ ...smallPlan, settings: { ...smallPlan.settings, ...hoursClosedEverywhere(now) } }),
    showings: async (ctx, tenantId) => {
      const { engine } = await getAttention(ctx, { tenantId });
      const { due, later } = await ctx.forTenant(tenantId, async (tx) => ({
        due: await tx.outreach.count({ where: { next_send_at: { lte: ctx.now() } } }),
        later: await tx.outreach.count({ where: { next_send_at: { gt: ctx.now() } } }),
      }));
      return [
        { what: "the shell says that the window is closed, and until when", holds: engine.state === "window_closed" },
        { what: "nobody is due now, many are later", holds: due === 0 && later > 200 },
      ];
    },
  },
  stopped: {
    text: "a person used the kill switch while hundreds were due",
    plan: () => smallPlan,
    afterwards: async (ctx, { tenantId }) => {
      const { version } = await getSettings(ctx, { tenantId });
      const ids = await joinTeam(ctx, tenantId, smallPlan.team);
      await changeSettings(ctx, {
        tenantId,
        actor: actorOf(adminOf(smallPlan.team), ids),
        patch: { version, sequencer_paused: true, reason: "Bounces at the provider look odd" },
      });
    },
    showings: async (ctx, tenantId) => {
      const { engine, degradations } = await getAttention(ctx, { tenantId });
      const due = await ctx.forTenant(tenantId, (tx) =>
        tx.outreach.count({ where: { next_send_at: { lte: ctx.now() } } }),
      );
      return [
        { what: "the shell says that the engine is paused", holds: engine.state === "paused" },
        { what: "a banner names the kill switch and who used it", holds: degradations.some(isByMember) },
        { what: "more than 100 prospects are due", holds: due > 100 },
      ];
    },
  },
  "new-team": {
    text: "a tenant on its first day: a simulator connection, nothing else; every page is empty",
    plan: null,
    showings: async (ctx, tenantId) => {
      const { engine } = await getAttention(ctx, { tenantId });
      const prospects = await countProspects(ctx, { tenantId, filter: {} });
      return [
        { what: "the engine is off", holds: engine.state === "off" },
        { what: "there is no prospect", holds: prospects.count === 0 },
      ];
    },
  },
} satisfies Record<string, NamedScenario>;
