import type { Browser, BrowserContext, Page } from "playwright/test";
import { expect } from "playwright/test";
import { credentials } from "./credentials.ts";
import { insert, type Row, sql } from "./database.ts";

const ago = (hours: number) => new Date(Date.now() - hours * 3_600_000);
/** Everything sends at any hour, so that nothing depends on when the tests run. */
const openSettings = {
  is_active: true,
  daily_email_limit: 500,
  send_hours_start: "00:00",
  send_hours_end: "24:00",
  send_weekdays_only: false,
  holidays_enabled: false,
  company_address: "1 Main St, Springfield, IL 62701",
};

type Somebody = { id: string; company: string; email: string; outreachId: string };
type Session = Awaited<ReturnType<BrowserContext["storageState"]>>;

/** A tenant of a spec's own, of which the installation's owner is a member: what its pages show is what the spec put there. */
export class OwnTenant {
  readonly id: string;
  #count = 0;
  #session: Session | undefined;

  private constructor(id: string) {
    this.id = id;
  }

  static async create(settings: Row = {}): Promise<OwnTenant> {
    const slug = `e2e-${crypto.randomUUID()}`;
    const { id } = await insert<{ id: string }>("tenants", { name: slug, slug });
    await insert("sales_engine_config", { tenant_id: id, ...openSettings, ...settings });
    await insert("reputation_generations", { tenant_id: id });
    const tenant = new OwnTenant(id);
    await sql("INSERT INTO members (tenant_id, user_id, role) SELECT $1, id, 'owner' FROM users WHERE email = $2", [
      id,
      credentials().email,
    ]);
    return tenant;
  }

  /** One that is there already, and has the installation's owner as a member. */
  static of(id: string): OwnTenant {
    return new OwnTenant(id);
  }

  /** A page of the console, signed in and working in this tenant. */
  async open(browser: Browser, path: string): Promise<Page> {
    const page = await this.openBlank(browser);
    await page.goto(path);
    return page;
  }

  /** The same before it goes anywhere, in a context of its own. */
  async openBlank(browser: Browser): Promise<Page> {
    this.#session ??= await signIn(browser, this.id);
    const context = await browser.newContext({ storageState: this.#session });
    return context.newPage();
  }

  async setRole(role: "viewer" | "operator" | "admin" | "owner"): Promise<void> {
    await sql("UPDATE members SET role = $2 WHERE tenant_id = $1", [this.id, role]);
  }

  async set(settings: Row): Promise<void> {
    const names = Object.keys(settings).map((name, index) => `${name} = $${index + 2}`);
    await sql(`UPDATE sales_engine_config SET ${names.join(", ")} WHERE tenant_id = $1`, [
      this.id,
      ...Object.values(settings),
    ]);
  }

  /** A prospect whose sequence is over, last written to so many days ago; say otherwise in `outreach`. */
  async addSilent(days: number, outreach: Row = {}): Promise<Somebody> {
    this.#count += 1;
    const company = `Company ${this.#count} of ${this.id.slice(-6)}`;
    const email = `p${this.#count}@${this.id}.test`;
    const place = { city: "Springfield", state_code: "CA", zip: "90001" };
    const known = { email, email_key: email, email_verified: true, verified_at: ago(1) };
    const prospect = await insert<{ id: string }>("prospects", { tenant_id: this.id, company, ...known, ...place });
    const row = {
      tenant_id: this.id,
      prospect_id: prospect.id,
      status: "contacted",
      outreach_sequence_step: 3,
      hold_reason: "sequence_finished",
      last_email_sent_at: ago(days * 24),
    };
    const made = await insert<{ id: string }>("outreach", { ...row, ...outreach });
    return { id: prospect.id, company, email, outreachId: made.id };
  }

  /** A sending domain past its warm-up with one mailbox over the simulator. */
  async addSender(): Promise<{ domainId: string; mailboxId: string; domain: string; fromEmail: string }> {
    this.#count += 1;
    const domain = `s${this.#count}-${this.id.slice(-8)}.test`;
    const fromEmail = `ann@${domain}`;
    const connection = await insert<{ id: string }>("provider_connections", {
      tenant_id: this.id,
      name: `Connection ${this.#count}`,
      kind: "simulator",
      event_source: "sendgrid",
      settings: "{}",
    });
    const sending = await insert<{ id: string }>("sending_domains", {
      tenant_id: this.id,
      domain,
      warmup_started_at: ago(60 * 24),
      last_reserved_at: ago(24),
    });
    const mailbox = await insert<{ id: string }>("mailboxes", {
      tenant_id: this.id,
      sending_domain_id: sending.id,
      provider_connection_id: connection.id,
      from_email: fromEmail,
      from_name: "Ann Lee",
      sender_name: "Ann",
      daily_limit: 40,
    });
    return { domainId: sending.id, mailboxId: mailbox.id, domain, fromEmail };
  }

  async archive(table: "mailboxes" | "sending_domains", id: string): Promise<void> {
    await sql(`UPDATE ${table} SET archived_at = now() WHERE id = $1`, [id]);
  }

  /** A message of the ledger at a time so many minutes ahead, or past when negative. */
  async addEmail(outreachId: string, minutes: number, data: Row): Promise<void> {
    const at = ago(-minutes / 60);
    await insert("outreach_emails", {
      tenant_id: this.id,
      outreach_id: outreachId,
      sequence_step: 1,
      status: "sent",
      from_email: "ann@sender.test",
      to_email: "p@customer.test",
      recipient_domain: "customer.test",
      message_id: `<${crypto.randomUUID()}@sender.test>`,
      scheduled_at: at,
      sent_at: data.status === undefined || data.status === "sent" ? at : null,
      ...data,
    });
  }

  /** So many messages of a mailbox are reserved for today. */
  async useMailbox(mailboxId: string, used: number): Promise<void> {
    await sql(
      `INSERT INTO capacity_days (tenant_id, day, kind, key, used)
       SELECT tenant_id, (now() AT TIME ZONE send_timezone)::date, 'mailbox', $2, $3 FROM sales_engine_config WHERE tenant_id = $1`,
      [this.id, mailboxId, used],
    );
  }

  async throttleDomain(domainId: string): Promise<void> {
    const scope = { scope_kind: "domain", scope_id: domainId, state: "throttled", reason: "bounce_rate" };
    await insert("health_states", { tenant_id: this.id, ...scope, since: ago(2) });
  }

  async pauseDomain(domainId: string, reason: string): Promise<void> {
    const scope = { scope_kind: "domain", scope_id: domainId, state: "paused", reason, since: ago(2) };
    await insert("health_states", { tenant_id: this.id, ...scope, releases_at: ago(-46) });
  }
}

/** The cookies of the installation's owner, who works in that tenant with them. */
async function signIn(browser: Browser, tenantId: string): Promise<Session> {
  const { url, email, password } = credentials();
  const context = await browser.newContext({ storageState: { cookies: [], origins: [] } });
  const headers = { origin: new URL(url).origin };
  for (const [at, data] of [
    ["/api/auth/sign-in/email", { email, password }],
    ["/api/me/tenant", { tenant_id: tenantId }],
  ] as const) {
    const answer = await context.request.post(at, { data, headers });
    expect(answer.ok(), `${at}: ${answer.status()} ${await answer.text()}`).toBe(true);
  }
  const session = await context.storageState();
  await context.close();
  return session;
}
