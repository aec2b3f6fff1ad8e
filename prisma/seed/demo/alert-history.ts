import { causeKey } from "#lib/alerts/policy/cause-key.ts";
import { engineCauses } from "#lib/alerts/policy/engine-causes.ts";
import { healthCauses } from "#lib/alerts/policy/health-causes.ts";
import { isWanted, type NoticePayload, noticePayload } from "#lib/alerts/policy/notice.ts";
import type { AlertRow, Cause, NoticeEvent } from "#lib/alerts/types.ts";
import { findingWords } from "#lib/domain-auth/policy/finding-words.ts";
import { createRandom, datedUuid } from "../random.ts";
import type { Demo } from "./build-demo.ts";
import { authFoundAt, authLostAt, dayMs, engineOffSince, hourMs } from "./calendar.ts";
import { type Deed, pauseNote } from "./deeds.ts";
import { pausedMailboxDays } from "./journey.ts";
import { killSwitchTried } from "./settings-history.ts";
import { adminOf, memberOf, type TeamMember } from "./team.ts";

const minuteMs = 60_000;
const webhookDaysAgo = 70;
const webhookOffHoursAgo = 3;

type Past = {
  cause: Cause;
  from: number;
  /** null: what begins with the demo ends it */
  until: number | null;
  acknowledged?: { by: TeamMember; at: number; note: string };
};

export type AlertHistory = {
  alerts: AlertRow[];
  webhook: WebhookRecord & { id: string; created_at: string };
  deliveries: Delivery[];
  recipients: { id: string; tenant_id: string; email: string; min_severity: string; digest_hour: number; at: number }[];
};

type WebhookRecord = { name: string; url: string; min_severity: "warning"; kinds: string[]; is_active: boolean };
type Delivery = { id: string; at: number; alertId: string; event: NoticeEvent; payload: NoticePayload; tookMs: number };

const webhook: WebhookRecord = {
  name: "Operations chat",
  url: "https://chat.leadlock.test/hooks/alerts",
  min_severity: "warning",
  kinds: [],
  is_active: false,
};

/** The next run of the job that looks: every five minutes. */
const seenAt = (at: number) => Math.ceil(at / (5 * minuteMs)) * 5 * minuteMs + 1_000;

/** The domain whose DKIM record was away for a morning: the check of that day found it, a check by hand found it back. */
export const domainWithoutAuth = ({ domains }: Pick<Demo, "domains">, now: number) =>
  domains.filter(({ createdAt }) => createdAt < authLostAt(now)).at(-1) ?? null;

/** Alerts that have begun and ended, who was told, and what came of that. What is open now the engine finds by itself. */
export function alertHistory(
  demo: Demo,
  facts: { tenantId: string; now: number; appUrl: string; team: readonly TeamMember[]; seed: string },
): AlertHistory {
  const { tenantId, now, appUrl, team, seed } = facts;
  const random = createRandom(`${seed}/alerts`);
  const alerts = pastOf(demo, now, team).map((past) =>
    alertOf(past, now, { tenantId, id: datedUuid(seenAt(past.from), random.uuid()) }),
  );
  const createdAt = now - webhookDaysAgo * dayMs;
  const notices = alerts.flatMap((alert) => [
    { event: "opened" as const, alert: { ...alert, closed_at: null }, at: alert.opened_at },
    ...(alert.closed_at === null ? [] : [{ event: "closed" as const, alert, at: alert.closed_at }]),
  ]);
  const wanted = notices.filter(
    (notice) =>
      isWanted(notice, { minSeverity: webhook.min_severity, kinds: webhook.kinds }) && notice.at < webhookOffAt(now),
  );
  return {
    alerts,
    webhook: { ...webhook, id: datedUuid(createdAt, random.uuid()), created_at: new Date(createdAt).toISOString() },
    deliveries: wanted.map(({ event, alert, at }) => ({
      id: datedUuid(at.getTime(), random.uuid()),
      at: at.getTime(),
      alertId: alert.id,
      event,
      payload: noticePayload({ event, alert, at }, appUrl),
      tookMs: random.between(60, 400),
    })),
    recipients: [adminOf(team), memberOf(team, "operator", 0)].map(({ email, role }, index) => ({
      id: datedUuid(createdAt + (index + 1) * minuteMs, random.uuid()),
      tenant_id: tenantId,
      email,
      min_severity: role === "admin" ? "critical" : "warning",
      digest_hour: role === "admin" ? 7 : 8,
      at: createdAt + (index + 1) * minuteMs,
    })),
  };
}

const webhookOffAt = (now: number) => new Date(now - webhookOffHoursAgo * hourMs);

function pastOf(demo: Demo, now: number, team: readonly TeamMember[]): Past[] {
  const tried = killSwitchTried(now);
  const domain = domainWithoutAuth(demo, now);
  const admin = adminOf(team);
  return [
    ...engineCauses({ engine: "paused" }).map((cause) => ({
      cause,
      ...tried,
      acknowledged: { by: admin, at: seenAt(tried.from) + 4 * minuteMs, note: "A trial: nothing is wrong" },
    })),
    ...(domain ? [{ cause: authLost(domain), from: authLostAt(now), until: authFoundAt(now) }] : []),
    ...pausedMailboxes(demo, now, admin.email),
    ...engineCauses({ engine: "off" }).map((cause) => ({ cause, from: engineOffSince(now), until: null })),
  ];
}

/** As the engine finds them: told of since the pause. */
function pausedMailboxes({ mailboxes }: Demo, now: number, by: string): Past[] {
  const from = now - pausedMailboxDays * dayMs;
  const states = mailboxes
    .filter(({ isPaused }) => isPaused)
    .map(({ id, fromEmail, domain }) => ({
      kind: "mailbox" as const,
      id,
      name: fromEmail,
      domainId: domain.id,
      state: "paused" as const,
      reason: "paused_by_person" as const,
      since: new Date(from),
      releasesAt: null,
      by,
      note: pauseNote,
    }));
  return healthCauses({ states, scorePaused: [] }).map((cause) => ({ cause, from, until: null }));
}

function authLost({ id, domain }: { id: string; domain: string }): Cause {
  return {
    kind: "domain_authentication",
    severity: "warning",
    scope: { kind: "domain", id, name: domain },
    title: `${domain} is no longer authenticated`,
    detail: `${findingWords.dkim_missing.label}. Mail from it may be refused or land in spam.`,
    evidence: { dkim: "no record" },
  };
}

function alertOf(
  { cause, from, until, acknowledged }: Past,
  now: number,
  { tenantId, id }: { tenantId: string; id: string },
): AlertRow {
  const { kind, severity, scope, title, detail, evidence } = cause;
  const closedAt = until === null ? null : new Date(seenAt(until));
  const lastSeenAt = (closedAt?.getTime() ?? seenAt(now)) - 5 * minuteMs;
  return {
    id,
    tenant_id: tenantId,
    key: causeKey(kind, scope),
    kind,
    severity,
    peak_severity: severity,
    scope_kind: scope.kind,
    scope_id: scope.id,
    scope_name: scope.name,
    title,
    detail,
    evidence,
    opened_at: new Date(seenAt(from)),
    last_seen_at: new Date(lastSeenAt),
    gone_since: null,
    closed_at: closedAt,
    acknowledged_at: acknowledged ? new Date(acknowledged.at) : null,
    acknowledged_by: acknowledged?.by.email ?? null,
    acknowledge_note: acknowledged?.note ?? null,
    snoozed_until: null,
  };
}

/** What people did about alerts: who is told, and who answered. */
export function alertDeeds(
  { alerts, webhook: { id, created_at, ...told }, recipients }: AlertHistory,
  team: readonly TeamMember[],
  lost: { domain: { id: string } | null; now: number },
): Deed[] {
  const by = adminOf(team);
  const target = { by, targetKind: "outgoing_webhook", targetId: id };
  return [
    { ...target, at: Date.parse(created_at), action: "outgoing_webhook.created", after: { ...told, is_active: true } },
    {
      ...target,
      at: webhookOffAt(lost.now).getTime(),
      action: "outgoing_webhook.changed",
      before: { is_active: true },
      after: { is_active: false },
    },
    ...recipients.map(
      ({ id: targetId, at, email, min_severity, digest_hour }): Deed => ({
        at,
        by,
        action: "alert_recipient.added",
        targetKind: "alert_recipient",
        targetId,
        after: { email, min_severity, kinds: [], digest_hour },
      }),
    ),
    ...alerts.flatMap(({ id: targetId, title, acknowledged_at, acknowledged_by, acknowledge_note }): Deed[] => {
      if (acknowledged_at === null) return [];
      const before = { acknowledged_at: null, acknowledged_by: null, acknowledge_note: null };
      const after = { acknowledged_at, acknowledged_by, acknowledge_note, title };
      const action = "alert.acknowledged";
      return [
        {
          at: acknowledged_at.getTime(),
          by,
          action,
          targetKind: "alert",
          targetId,
          before,
          after,
          reason: acknowledge_note,
        },
      ];
    }),
    ...(lost.domain
      ? [
          {
            at: authFoundAt(lost.now),
            by,
            action: "domain.checked",
            targetKind: "domain",
            targetId: lost.domain.id,
            after: { answer: "passed" },
          },
        ]
      : []),
  ];
}
