import { credentials } from "./credentials.ts";
import { insert, type Row } from "./database.ts";
import { OwnTenant } from "./own-tenant.ts";

type Thing = { id: string; name: string };

const ago = (hours: number) => new Date(Date.now() - hours * 3_600_000);

/** A tenant with something to show on every page. Turned off: what the screens say stays as it is. */
export class FurnishedTenant {
  readonly tenant: OwnTenant;
  /** one of each kind that has a page, by the first part of its path */
  readonly things: Readonly<Record<string, Thing>>;

  private constructor(tenant: OwnTenant, things: Record<string, Thing>) {
    this.tenant = tenant;
    this.things = things;
  }

  static async create(): Promise<FurnishedTenant> {
    const tenant = await OwnTenant.create({ is_active: false });
    const sender = await tenant.addSender();
    const sick = await tenant.addSender();
    await tenant.pauseDomain(sick.domainId, "bounce_rate");
    const campaign = await insert<{ id: string }>("campaigns", {
      tenant_id: tenant.id,
      name: "Spring",
      status: "active",
      target_trades: ["hvac"],
      steps: JSON.stringify([{ step: 1 }, { step: 2, delay_hours: 48 }]),
    });
    const template = await insert<{ id: string }>("email_templates", {
      tenant_id: tenant.id,
      name: "First touch",
      subject: "Calls at {{company}}",
      body: "Hi {{first_name|there}}, who answers at {{company}}?",
    });
    const prospect = await addPeople(tenant, sender, campaign.id);
    await addDesk(tenant);
    return new FurnishedTenant(tenant, {
      domains: { id: sick.domainId, name: sick.domain },
      mailboxes: { id: sender.mailboxId, name: sender.fromEmail },
      campaigns: { id: campaign.id, name: "Spring" },
      templates: { id: template.id, name: "First touch" },
      prospects: prospect,
    });
  }
}

type Sender = Awaited<ReturnType<OwnTenant["addSender"]>>;

/** Prospects before, within and after their sequence, with the messages that they got and are to get. Returns one that got some. */
async function addPeople(tenant: OwnTenant, sender: Sender, campaignId: string): Promise<Thing> {
  const from = { mailbox_id: sender.mailboxId, from_email: sender.fromEmail, campaign_id: campaignId };
  const written = await tenant.addSilent(1, {
    campaign_id: campaignId,
    outreach_sequence_step: 1,
    hold_reason: null,
    next_send_at: ago(-30),
  });
  await tenant.addEmail(written.outreachId, -24 * 60, { ...from, subject: "Furnace season", delivered_at: ago(23) });
  await tenant.addEmail(written.outreachId, 30 * 60, { ...from, sequence_step: 2, status: "queued" });
  const lost = await tenant.addSilent(2, { hold_reason: "unknown_send", outreach_sequence_step: 1 });
  await tenant.addEmail(lost.outreachId, -1, { ...from, status: "unknown", status_reason: "outcome_unknown" });
  const today = await tenant.addSilent(0, { hold_reason: "manual_stop" });
  await tenant.addEmail(today.outreachId, 0, { ...from, sequence_step: 3, delivered_at: ago(0) });
  await tenant.addSilent(120);
  await tenant.addSilent(95, { last_email_replied_at: ago(24) });
  return { id: written.id, name: written.company };
}

/** What lies on the desks of those who look after it: an alert, suppressions, a run, an import, a change. */
async function addDesk(tenant: OwnTenant): Promise<void> {
  const add = (table: string, row: Row) => insert(table, { tenant_id: tenant.id, ...row });
  const alert = { kind: "bounce_surge", severity: "critical", peak_severity: "critical", scope_kind: "tenant" };
  for (const [key, closed_at] of [
    ["Bounces surge", null],
    ["An old surge", ago(2)],
  ] as const)
    await add("alerts", {
      ...alert,
      key,
      title: key,
      detail: "More came back than usual.",
      opened_at: ago(5),
      last_seen_at: ago(0),
      closed_at,
    });
  for (const [kind, value] of [
    ["email", "ann@one.test"],
    ["domain", "three.test"],
  ] as const)
    await add("suppressions", { kind, value, reason: "bounced", source: "webhook" });
  const counts = { due: 9, queued: 4, passed_over: { no_sendable_mailbox: 5 } };
  const run = { function_id: "run-sequencer", trigger: "schedule", status: "succeeded" };
  await add("job_runs", { ...run, counts: JSON.stringify(counts), started_at: ago(1), finished_at: ago(0.9) });
  const done = { status: "done", total_rows: 3, done_rows: 3, counts: JSON.stringify({ added: 3 }) };
  await add("imports", { filename: "list.csv", ...done, finished_at: ago(3) });
  await add("audit_log", {
    actor_kind: "user",
    actor_label: credentials().email,
    action: "settings.changed",
    target_kind: "settings",
    before: JSON.stringify({ recontact_cooldown_days: 60 }),
    after: JSON.stringify({ recontact_cooldown_days: 90 }),
  });
  await add("alert_recipients", { email: "ops@company.test" });
}
