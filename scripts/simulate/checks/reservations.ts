import type { SimTenant } from "../setup.ts";
import type { World } from "../world.ts";
import { mostOfDomain, mostOfMailbox, type Sender } from "./caps.ts";
import { mildestOf, type Standings } from "./standings.ts";
import { found } from "./violations.ts";

type Settings = { daily_email_limit: number; recipient_domain_daily_limit: number; send_timezone: string };
type SenderRow = {
  mailbox_id: string;
  from_email: string;
  domain_id: string;
  domain: string;
  daily_limit: number;
  mailbox_state: Sender["state"] | null;
  mailbox_clean: number | null;
  domain_state: Sender["state"] | null;
  domain_clean: number | null;
  /** calendar days since the warm-up began; null without one */
  warm_up_day: number | null;
};
type Live = {
  mailbox_id: string;
  recipient_domain: string;
  /** of its campaign; null without one, or without a limit */
  campaign: string | null;
  campaign_limit: number | null;
  is_new: boolean;
  n: number;
};

/**
 * After planning: what stands in the ledger for the day is within every cap as it was when planning began. Counted from the ledger
 * by calendar day, not from the product's own books. Only what this half hour added is held against a cap: caps may have sunk since.
 * `looks`: how senders stood right before and after; `isDisturbed`: planning may have read Redis in vain.
 */
export async function checkReservations(
  world: World,
  tenant: SimTenant,
  at: number,
  reputation: { looks: Standings[]; isDisturbed: boolean },
): Promise<void> {
  const now = new Date(at + world.skewMs);
  const settings = await loadSettings(world, tenant.id);
  const live = await countLive(world, tenant.id, settings.send_timezone, now);
  const senders = await listSenders(world, tenant.id, settings.send_timezone, now);
  const report = (name: string, total: number, cap: number) =>
    found(world, {
      invariant: "no cap exceeded",
      tenantId: tenant.id,
      outreachId: null,
      emailId: null,
      at,
      detail: `${name}: ${total} messages for the day after planning, ${cap} allowed`,
    });
  const judge = (name: string, rows: Live[], cap: number) => {
    const total = sum(rows);
    if (rows.some((row) => row.is_new) && total > cap) report(name, total, cap);
  };
  judge("tenant", live, settings.daily_email_limit);
  for (const [domain, rows] of Map.groupBy(live, (row) => row.recipient_domain)) {
    if (domain !== "gmail.com") judge(`recipient domain ${domain}`, rows, settings.recipient_domain_daily_limit);
  }
  for (const [campaign, rows] of Map.groupBy(live, (row) => row.campaign)) {
    const limit = rows[0]?.campaign_limit ?? null;
    if (limit !== null) judge(`campaign ${campaign}`, rows, limit);
  }
  const byMailbox = Map.groupBy(live, (row) => row.mailbox_id);
  for (const sender of senders) {
    const [mailbox, domain] = [senderOf(sender, "mailbox", reputation), senderOf(sender, "domain", reputation)];
    const cap = mostOfMailbox(sender.daily_limit, mailbox, domain);
    judge(
      `mailbox ${sender.from_email} (${tellOf(mailbox)}; domain ${tellOf(domain)})`,
      byMailbox.get(sender.mailbox_id) ?? [],
      cap,
    );
  }
  for (const [domain, boxes] of Map.groupBy(senders, (sender) => sender.domain)) {
    const [first] = boxes;
    if (!first) continue;
    const limit = boxes.reduce((total, box) => total + box.daily_limit, 0);
    const judged = senderOf(first, "domain", reputation);
    const cap = mostOfDomain(first.warm_up_day, limit, judged);
    judge(
      `sending domain ${domain} (${tellOf(judged)}, day ${first.warm_up_day ?? "-"} of its warm-up)`,
      boxes.flatMap((box) => byMailbox.get(box.mailbox_id) ?? []),
      cap,
    );
  }
}

function sum(rows: readonly Live[]): number {
  return rows.reduce((total, row) => total + row.n, 0);
}

function tellOf({ state, factor, warmUp }: Sender): string {
  return `${state}, score leaves ${factor}, warm-up × ${warmUp}`;
}

function senderOf(
  row: SenderRow,
  scope: "mailbox" | "domain",
  { looks, isDisturbed }: { looks: Standings[]; isDisturbed: boolean },
): Sender {
  const name = scope === "mailbox" ? `mailbox ${row.from_email}` : `domain ${row.domain}`;
  const guard = { state: row[`${scope}_state`] ?? "healthy", cleanSends: row[`${scope}_clean`] ?? 0 } as const;
  return { ...guard, ...mildestOf(looks, name, isDisturbed) };
}

async function loadSettings(world: World, tenantId: string): Promise<Settings> {
  const { rows } = await world.pool.query<Settings>(
    "SELECT daily_email_limit, recipient_domain_daily_limit, send_timezone FROM sales_engine_config WHERE tenant_id = $1",
    [tenantId],
  );
  return rows[0] as Settings;
}

/** Messages of the calendar day that are on their way or have left; new: made by the planning just over. */
async function countLive(world: World, tenantId: string, zone: string, now: Date): Promise<Live[]> {
  const { rows } = await world.pool.query<Live>(
    `SELECT mailbox_id, recipient_domain, c.name AS campaign, c.daily_limit AS campaign_limit,
       e.status = 'queued' AND e.created_at >= $3 AS is_new, count(*)::int AS n
     FROM outreach_emails e LEFT JOIN campaigns c ON c.id = e.campaign_id
     WHERE e.tenant_id = $1 AND direction = 'outbound' AND scheduled_at >= date_trunc('day', $3::timestamptz AT TIME ZONE $2) AT TIME ZONE $2
       AND scheduled_at < (date_trunc('day', $3::timestamptz AT TIME ZONE $2) + interval '1 day') AT TIME ZONE $2
       AND (e.status IN ('queued', 'claimed', 'sending', 'sent', 'unknown') OR status_reason = 'dropped_by_provider')
     GROUP BY 1, 2, 3, 4, 5`,
    [tenantId, zone, now],
  );
  return rows;
}

async function listSenders(world: World, tenantId: string, zone: string, now: Date): Promise<SenderRow[]> {
  const { rows } = await world.pool.query<SenderRow>(
    `SELECT m.id AS mailbox_id, m.from_email, d.id AS domain_id, d.domain, m.daily_limit, hm.state AS mailbox_state,
       hm.clean_sends AS mailbox_clean, hd.state AS domain_state, hd.clean_sends AS domain_clean,
       ($3::timestamptz AT TIME ZONE $2)::date - (w.first_at AT TIME ZONE $2)::date AS warm_up_day
     FROM mailboxes m JOIN sending_domains d ON d.id = m.sending_domain_id
     LEFT JOIN health_states hm ON hm.scope_kind = 'mailbox' AND hm.scope_id = m.id
     LEFT JOIN health_states hd ON hd.scope_kind = 'domain' AND hd.scope_id = d.id
     LEFT JOIN LATERAL (SELECT min(e.created_at) AS first_at FROM outreach_emails e JOIN mailboxes own ON own.id = e.mailbox_id
       WHERE own.sending_domain_id = d.id AND d.id = ANY ($4::uuid[])) AS w ON true
     WHERE m.tenant_id = $1 AND m.is_active AND m.archived_at IS NULL`,
    [tenantId, zone, now, warmingDomains(world, tenantId)],
  );
  return rows;
}

/** Domains that began without history: every third (setup.ts). */
function warmingDomains(world: World, tenantId: string): string[] {
  const tenant = world.tenants.find(({ id }) => id === tenantId);
  return tenant?.domainIds.filter((_, index) => index % 3 === 2) ?? [];
}
