import { api } from "./api.ts";
import { type Credentials, credentials } from "./credentials.ts";

const dayMs = 86_400_000;

/** The settings under which everything due goes out at once: any hour, no gap, a limit nobody reaches. */
export async function openAllGates(as: Credentials = credentials()): Promise<void> {
  const { version } = await api<{ version: number }>("GET", "/api/config", undefined, as);
  const settings = {
    is_active: true,
    reason: "browser tests",
    daily_email_limit: 1_000,
    send_hours_start: "00:00",
    send_hours_end: "24:00",
    send_weekdays_only: false,
    holidays_enabled: false,
    pacing: "immediate",
    send_gap_min_seconds: 0,
    send_gap_max_seconds: 0,
    require_engagement_for_final_step: true,
    company_address: "LeadLock, 500 W Madison St, Chicago, IL 60661",
  };
  await api("PATCH", "/api/config", { version, ...settings }, as);
}

/** A sending domain that is warmed up. */
export async function createDomain(domain: string, as: Credentials = credentials()): Promise<void> {
  const warmup = new Date(Date.now() - 60 * dayMs).toISOString();
  await api("POST", "/api/domains", { domain, warmup_started_at: warmup }, as);
}

/** A sending domain that is warmed up, with two mailboxes of 500 messages a day over the simulator. */
export async function createSender(domain: string, as: Credentials = credentials()): Promise<void> {
  await createDomain(domain, as);
  for (const name of ["ann", "ben"]) {
    const mailbox = {
      from_email: `${name}@${domain}`,
      from_name: `${name} of LeadLock`,
      sender_name: name,
      reply_to_email: null,
      daily_limit: 500,
      provider_connection_id: as.connection_id,
    };
    await api("POST", "/api/mailboxes", mailbox, as);
  }
}

/** A CSV file of prospects on recipient domains of their own, whose mail the simulator delivers and nobody opens. */
export function csvOfProspects(name: string, count: number): Buffer {
  const rows = Array.from(
    { length: count },
    (_, i) => `owner@silent-${name}-${i}.test,Pat Owner,${name} ${i} Heating,hvac,Springfield,IL,62701`,
  );
  return Buffer.from(`\uFEFFemail,name,company,trade,city,state,zip\r\n${rows.join("\r\n")}\r\n`);
}
