import { generateKeyPairSync, type KeyObject } from "node:crypto";
import type pg from "pg";
import { createRandom, type Random } from "#prisma/seed/random.ts";
import { insert } from "./insert.ts";
import type { SimulationOptions } from "./options.ts";
import { type SimCampaign, setUpCampaigns } from "./setup-campaigns.ts";
import { setUpProspects } from "./setup-prospects.ts";

type SimConnection = { id: string; kind: "simulator" | "smtp"; privateKey: KeyObject };
type SimMailbox = { id: string; fromEmail: string; domainId: string; connectionId: string };
export type SimTenant = {
  id: string;
  name: string;
  dailyLimit: number;
  connections: SimConnection[];
  domainIds: string[];
  mailboxes: SimMailbox[];
  campaigns: SimCampaign[];
  /** addresses of the prospects it began with */
  addresses: string[];
};

const dayMs = 86_400_000;
let runs = 0;

/** Two tenants that send, on different kinds of connection, and one that must never notice. */
export async function setUpTenants(pool: pg.Pool, options: SimulationOptions, start: number): Promise<SimTenant[]> {
  runs += 1;
  const random = createRandom(`world ${options.seed}`);
  const tenants: SimTenant[] = [];
  for (const name of ["A", "B", "bystander"]) {
    const isBystander = name === "bystander";
    const prospects = isBystander ? 20 : Math.ceil(options.prospects / 2);
    const kind = name === "A" ? ("smtp" as const) : ("simulator" as const);
    const dailyLimit = options.daily ?? Math.max(30, Math.ceil(prospects / 25));
    const plan = { name, prospects, kind, dailyLimit };
    tenants.push(await setUpTenant(pool, random, plan, start));
  }
  return tenants;
}

type Plan = { name: string; prospects: number; kind: "simulator" | "smtp"; dailyLimit: number };

async function setUpTenant(pool: pg.Pool, random: Random, plan: Plan, start: number): Promise<SimTenant> {
  const id = idOfThisRun(random.uuid());
  const { dailyLimit } = plan;
  await insert(pool, "tenants", [
    {
      id,
      name: `Tenant ${plan.name}`,
      slug: `tenant-${plan.name.toLowerCase()}`,
      is_demo: false,
      created_at: new Date(start),
    },
  ]);
  const isActive = plan.name !== "bystander";
  await insert(pool, "sales_engine_config", [{ ...settingsOf(id, dailyLimit, start), is_active: isActive }]);
  await insert(pool, "reputation_generations", [{ tenant_id: id, generation: 0 }]);
  const connections = await setUpConnections(pool, random, id, plan.kind, start);
  const senders = await setUpSenders(
    pool,
    random,
    { id, connections, dailyLimit, name: plan.name.toLowerCase() },
    start,
  );
  const campaigns = await setUpCampaigns(pool, random, { id, dailyLimit }, start);
  const addresses = await setUpProspects(pool, random, { id, campaigns, ...plan }, start);
  return { id, name: plan.name, dailyLimit, connections, ...senders, campaigns, addresses };
}

/**
 * The product remembers by tenant id while its process lives, the numbers of counters for one. A run after another in one process is a
 * different database, so its tenants have ids of their own; everything else comes from the seed alone.
 */
function idOfThisRun(uuid: string): string {
  return runs.toString(16).padStart(8, "0") + uuid.slice(8);
}

function settingsOf(tenantId: string, dailyLimit: number, start: number) {
  return {
    tenant_id: tenantId,
    version: 1,
    is_active: true,
    sequencer_paused: false,
    daily_email_limit: dailyLimit,
    sequence_delay_hours: 48,
    min_followup_delay_hours: 36,
    max_sequence_steps: 3,
    require_engagement_for_final_step: true,
    untracked_engagement: "send",
    mailbox_health_threshold: 40,
    max_recontact_cycles: 4,
    // the shortest that may be set: prospects return within a short simulation
    recontact_cooldown_days: 14,
    recontact_enabled: true,
    recontact_daily_release: null,
    recontact_share: 0.3,
    sender_rotation: "per_cycle",
    send_hours_start: "08:00",
    send_hours_end: "18:00",
    send_timezone: "America/Chicago",
    send_weekdays_only: true,
    holidays_enabled: true,
    pacing: "spread",
    send_gap_min_seconds: 60,
    send_gap_max_seconds: 120,
    recipient_domain_daily_limit: 3,
    role_address_policy: "last",
    unknown_address_policy: "send",
    smart_timing_enabled: true,
    consent_required: false,
    require_domain_auth: false,
    company_wide_reply_stop: false,
    company_address: "1 Main St, Springfield, IL 62701",
    booking_url: null,
    monthly_budget_usd: null,
    budget_alert_threshold: 0.8,
    updated_at: new Date(start),
  };
}

async function setUpConnections(
  pool: pg.Pool,
  random: Random,
  tenantId: string,
  kind: "simulator" | "smtp",
  start: number,
) {
  const connections = [0, 1].map(() => ({
    id: random.uuid(),
    kind,
    ...generateKeyPairSync("ec", { namedCurve: "P-256" }),
  }));
  await insert(
    pool,
    "provider_connections",
    connections.map(({ id, publicKey }, index) => ({
      id,
      tenant_id: tenantId,
      name: `Connection ${index + 1}`,
      kind,
      event_source: "sendgrid",
      settings: kind === "smtp" ? { host: "smtp.provider.example", port: 587 } : {},
      webhook_keys: [
        { id: "one", public_key: publicKey.export({ type: "spki", format: "pem" }), added_at: new Date(start) },
      ],
      version: 1,
      created_at: new Date(start),
    })),
  );
  return connections.map(({ id, privateKey }) => ({ id, kind, privateKey }));
}

type SenderPlan = { id: string; name: string; dailyLimit: number; connections: SimConnection[] };

/** Sending domains of three mailboxes: one in trouble, some warmed up, some new; together a third more than the tenant's limit. */
async function setUpSenders(pool: pg.Pool, random: Random, plan: SenderPlan, start: number) {
  const count = Math.max(4, Math.ceil(plan.dailyLimit / 75));
  const limit = Math.max(4, Math.ceil((plan.dailyLimit * 1.33) / (count * 3)));
  const domains = Array.from({ length: count }, (_, n) => ({
    id: random.uuid(),
    tenant_id: plan.id,
    domain: `${n === 0 ? "trouble" : "send"}-${n + 1}-${plan.name}.example`,
    warmup_started_at: n % 3 === 2 ? null : new Date(start - 60 * dayMs),
    last_reserved_at: n % 3 === 2 ? null : new Date(start - dayMs),
    auth_status: "passed",
    version: 1,
    created_at: new Date(start),
  }));
  await insert(pool, "sending_domains", domains);
  const mailboxes = domains.flatMap((domain, n) =>
    ["ann", "bob", "cleo"].map((local) => ({
      id: random.uuid(),
      tenant_id: plan.id,
      sending_domain_id: domain.id,
      provider_connection_id: plan.connections[n % plan.connections.length]?.id ?? "",
      from_email: `${local}@${domain.domain}`,
      from_name: `${local} of ${domain.domain}`,
      sender_name: local,
      daily_limit: limit,
      is_active: true,
      open_tracking: true,
      click_tracking: true,
      version: 1,
      created_at: new Date(start),
    })),
  );
  await insert(pool, "mailboxes", mailboxes);
  return {
    domainIds: domains.map((domain) => domain.id),
    mailboxes: mailboxes.map((box) => ({
      id: box.id,
      fromEmail: box.from_email,
      domainId: box.sending_domain_id,
      connectionId: box.provider_connection_id,
    })),
  };
}
