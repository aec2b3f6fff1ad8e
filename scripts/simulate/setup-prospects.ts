import type pg from "pg";
import type { Random } from "#prisma/seed/random.ts";
import { insert } from "./insert.ts";
import { type Place, places } from "./places.ts";
import type { SimCampaign } from "./setup-campaigns.ts";

const trades = ["hvac", "plumbing", "roofing", "electrical", "solar"] as const;

/** Words in a recipient domain that fix what becomes of mail to it (scripts/simulator/behaviour.ts). */
const behaviours = [
  "bounce",
  "technical",
  "block",
  "neverdelivered",
  "slow",
  "drop",
  "complain",
  "unsubscribe",
  "machine-open",
  "scanner",
  "engaged",
  "open",
  "silent",
  "nodns",
] as const;

/** What smart timing goes by: every trade answers best in another part of the day, the first before the window opens. */
function dayPartAnswers(tenantId: string): Record<string, unknown>[] {
  const states = [...new Set(places.flatMap((place) => place.stateCode ?? []))];
  return trades.flatMap((trade_type, best) =>
    states.map((state_code) => ({
      tenant_id: tenantId,
      trade_type,
      state_code,
      sent: trades.map(() => 100),
      engaged: trades.map((_, part) => (part === best ? 40 : 10)),
    })),
  );
}

type PlannedTenant = { id: string; name: string; kind: string; campaigns: SimCampaign[] };

/** Prospects that wait for verification, all at once, a good third of them in a campaign. Answers their addresses. */
export async function setUpProspects(
  pool: pg.Pool,
  random: Random,
  tenant: PlannedTenant & { prospects: number },
  start: number,
) {
  const made = Array.from({ length: tenant.prospects }, (_, n) => prospectOf(random, tenant, n, start));
  await insert(pool, "day_part_answers", dayPartAnswers(tenant.id));
  await insert(
    pool,
    "prospects",
    made.map(({ prospect }) => prospect),
  );
  await insert(
    pool,
    "outreach",
    made.map(({ outreach }) => outreach),
  );
  await pool.query(
    "INSERT INTO sim.zones SELECT p.id, ARRAY(SELECT jsonb_array_elements_text(p.zones)) FROM jsonb_to_recordset($1::jsonb) AS p (id uuid, zones jsonb)",
    [JSON.stringify(made.map(({ prospect, place }) => ({ id: prospect.id, zones: place.zones })))],
  );
  return made.map(({ prospect }) => prospect.email);
}

function prospectOf(random: Random, tenant: PlannedTenant, n: number, start: number) {
  const place: Place = random.pick(places);
  // Addresses under .test never leave over a real connection.
  const end = tenant.kind === "smtp" ? "example" : "test";
  const email = `owner${n}@${recipientDomain(random, n)}-${tenant.name.toLowerCase()}.${end}`.replace(
    /@gmail.*$/,
    `-${tenant.name.toLowerCase()}@gmail.com`,
  );
  const prospect = {
    id: random.uuid(),
    tenant_id: tenant.id,
    name: `Pat Smith ${n}`,
    company: `Smith Heating ${n}`,
    email,
    email_key: email,
    trade_type: random.pick(trades),
    city: place.city,
    state_code: place.stateCode,
    zip: place.zip,
    google_rating: 4.5,
    review_count: random.between(1, 300),
    source: "import",
    enrichment: {},
    priority: 1 - (n % 3),
    created_at: new Date(start),
    updated_at: new Date(start),
  };
  const outreach = {
    id: random.uuid(),
    tenant_id: tenant.id,
    prospect_id: prospect.id,
    campaign_id: campaignFor(random, tenant.campaigns),
    status: "cold",
    outreach_sequence_step: 0,
    email_open_count: 0,
    total_emails_sent: 0,
    email_unsubscribed: false,
    generation_failures: 0,
    re_contact_cycle: 0,
    send_band: random.between(4, 6) - 10 * prospect.priority,
    hold_reason: "awaiting_verification",
    created_at: new Date(start),
    updated_at: new Date(start),
  };
  return { prospect, outreach, place };
}

/** What people said: the older campaign, the younger one, or nothing yet. */
function campaignFor(random: Random, [older, younger]: SimCampaign[]): string | null {
  const draw = random.next();
  if (draw < 0.15) return older?.id ?? null;
  return draw < 0.4 ? (younger?.id ?? null) : null;
}

function recipientDomain(random: Random, n: number): string {
  const kind = random.next();
  if (kind < 0.1) return "gmail";
  if (kind < 0.25) return `shared-${Math.floor(n / 12)}`;
  if (kind < 0.4) return `${random.pick(behaviours)}-${n}`;
  return `customer-${n}`;
}
