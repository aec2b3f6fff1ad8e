import type { Tx } from "#lib/db/types.ts";
import { lookUpStandInText } from "#lib/dns/stand-in.ts";
import { dmarcNames, judgeRecords } from "#lib/domain-auth/policy/judge-records.ts";
import { healthyRecord } from "#lib/health/policy/guard-record.ts";
import { pausedByPerson } from "#lib/health/policy/persons-word.ts";
import { writeState } from "#lib/health/repo.ts";
import { toChange } from "#lib/health/state-row.ts";
import { resolveScopes } from "#lib/reputation/resolve-scopes.ts";
import type { MessageScopes } from "#lib/reputation/types.ts";
import type { Demo } from "./build-demo.ts";
import { dayMs, domainsCheckedAt } from "./calendar.ts";
import { pauseNote } from "./deeds.ts";
import { pausedMailboxDays } from "./journey.ts";
import type { DemoPlan } from "./plan.ts";
import { adminOf } from "./team.ts";

type Target = { tenantId: string; connectionId: string };
type Senders = Pick<Demo, "domains" | "mailboxes">;

/** As a check finds it: the stand-in answers for the names of the demo. */
function authDetailOf(domain: string) {
  const ask = (name: string) => ({ name, answer: lookUpStandInText(name) });
  const records = { spf: ask(domain), dkim: [ask(`s1._domainkey.${domain}`)], dmarc: dmarcNames(domain).map(ask) };
  return { findings: judgeRecords(domain, records).findings, unanswered_since: null };
}

/** Sending domains and mailboxes, and the pause that a person has put on one of them. */
export async function insertSenders(
  tx: Tx,
  now: Date,
  { tenantId, connectionId }: Target,
  demo: Senders,
): Promise<void> {
  const daysAgo = (days: number) => new Date(now.getTime() - days * 86_400_000);
  await tx.sendingDomain.createMany({
    data: demo.domains.map(({ id, domain, createdAt, warmupStartedDaysAgo }) => ({
      id,
      created_at: new Date(createdAt),
      tenant_id: tenantId,
      domain,
      warmup_started_at: warmupStartedDaysAgo === null ? null : daysAgo(warmupStartedDaysAgo),
      last_reserved_at: warmupStartedDaysAgo === null ? null : now,
      auth_status: "passed",
      auth_checked_at: new Date(domainsCheckedAt(now.getTime())),
      auth_detail: authDetailOf(domain),
    })),
  });
  await tx.mailbox.createMany({
    data: demo.mailboxes.map(({ id, domain, fromEmail, fromName, senderName, dailyLimit }) => ({
      id,
      tenant_id: tenantId,
      sending_domain_id: domain.id,
      provider_connection_id: connectionId,
      from_email: fromEmail,
      from_name: fromName,
      sender_name: senderName,
      daily_limit: dailyLimit,
      created_at: new Date(domain.createdAt),
    })),
  });
}

/** Which counters each mailbox of the demo counts into. */
export async function scopesOf(
  tx: Tx,
  { tenantId, connectionId }: Target,
  demo: Senders,
): Promise<Map<string, MessageScopes>> {
  const senders = demo.mailboxes.map((mailbox) => ({
    domain: mailbox.domain.domain,
    fromEmail: mailbox.fromEmail,
    connectionId,
  }));
  const scopes = await resolveScopes(tx, tenantId, senders);
  return new Map(
    demo.mailboxes.flatMap((mailbox, index) => (scopes[index] ? [[mailbox.id, scopes[index]] as const] : [])),
  );
}

/** As a person pauses: state and history say the same, and the audit log has it, too. */
export async function pauseMailboxes(
  tx: Tx,
  now: Date,
  { tenantId, plan }: { tenantId: string; plan: DemoPlan },
  { mailboxes }: Senders,
): Promise<void> {
  const since = new Date(now.getTime() - pausedMailboxDays * dayMs);
  const by = adminOf(plan.team).email;
  const move = pausedByPerson(healthyRecord, { by, note: pauseNote });
  for (const { id } of mailboxes.filter(({ isPaused }) => isPaused)) {
    const scope = { tenantId, scopeKind: "mailbox", scopeId: id } as const;
    if (move)
      await writeState(tx, scope, { ...toChange(move, since), from: "healthy", actor: { kind: "user", label: by } });
  }
}
