import { createRandom, datedUuid } from "../random.ts";
import type { Demo } from "./build-demo.ts";
import { dayMs } from "./calendar.ts";
import { pausedMailboxDays } from "./journey.ts";
import { actorOf, type TeamMember } from "./team.ts";

/** One thing that a person did, as the audit log has it. */
export type Deed = {
  at: number;
  by: TeamMember;
  action: string;
  targetKind: string;
  targetId: string | null;
  before?: object | null;
  after?: object | null;
  reason?: string | null;
};

export const pauseNote = "Priya is on leave";

/** Domains and mailboxes that were added, and the one that is paused. */
export function senderDeeds(
  { domains, mailboxes }: Demo,
  by: TeamMember,
  facts: { now: number; connectionId: string },
): Deed[] {
  return [
    ...domains.map(
      ({ id, domain, createdAt }): Deed => ({
        at: createdAt,
        by,
        action: "domain.created",
        targetKind: "domain",
        targetId: id,
        after: { domain, warmup_started_at: null },
      }),
    ),
    ...mailboxes.map(
      ({ id, domain, fromEmail, fromName, senderName, dailyLimit }): Deed => ({
        at: domain.createdAt + 60_000,
        by,
        action: "mailbox.created",
        targetKind: "mailbox",
        targetId: id,
        after: {
          from_email: fromEmail,
          from_name: fromName,
          sender_name: senderName,
          daily_limit: dailyLimit,
          provider_connection_id: facts.connectionId,
        },
      }),
    ),
    ...mailboxes
      .filter(({ isPaused }) => isPaused)
      .map(
        ({ id, fromEmail }): Deed => ({
          at: facts.now - pausedMailboxDays * dayMs,
          by,
          action: "mailbox.paused",
          targetKind: "mailbox",
          targetId: id,
          before: { state: "healthy" },
          after: { state: "paused", name: fromEmail },
          reason: pauseNote,
        }),
      ),
  ];
}

/** Templates and campaigns that were made, begun and paused. */
export function campaignDeeds({ campaigns, templates }: Demo, by: TeamMember): Deed[] {
  const firstDay = Math.min(...campaigns.map(({ createdAt }) => createdAt));
  return [
    ...templates.map(
      ({ id, name, subject, body }): Deed => ({
        at: firstDay,
        by,
        action: "template.created",
        targetKind: "template",
        targetId: id,
        after: { name, subject, body },
      }),
    ),
    ...campaigns.flatMap(({ id, name, status, trades, states, dailyLimit, createdAt, pausedAt }): Deed[] => {
      const target = { by, targetKind: "campaign", targetId: id };
      const body = { name, target_trades: trades, target_locations: states, daily_limit: dailyLimit };
      const move = (at: number, before: string, after: string): Deed => ({
        ...target,
        at,
        action: "campaign.moved",
        before: { status: before },
        after: { status: after, cancelled_sends: 0 },
      });
      return [
        { ...target, at: createdAt, action: "campaign.created", after: body },
        ...(status === "draft" ? [] : [move(createdAt + 60_000, "draft", "active")]),
        ...(pausedAt === null ? [] : [move(pausedAt, "active", "paused")]),
      ];
    }),
  ];
}

/** The rows of the audit log. */
export function auditRows(
  tenantId: string,
  deeds: readonly Deed[],
  { ids, seed, now }: { ids: ReadonlyMap<string, string>; seed: string; now: number },
) {
  const random = createRandom(`${seed}/audit`);
  return deeds
    .filter(({ at }) => at < now)
    .map(({ at, by, action, targetKind, targetId, before = null, after = null, reason = null }) => {
      const actor = actorOf(by, ids);
      return {
        id: datedUuid(at, random.uuid()),
        tenant_id: tenantId,
        at: new Date(at).toISOString(),
        actor_kind: actor.kind,
        actor_id: actor.id,
        actor_label: actor.label,
        action,
        target_kind: targetKind,
        target_id: targetId,
        before,
        after,
        reason,
      };
    });
}
