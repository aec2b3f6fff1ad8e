import type { EngineContext } from "#lib/engine/context.ts";
import type { Settings } from "#lib/settings/contract.ts";

type Across = Pick<EngineContext, "acrossTenants">;
type Data<
  Model extends "mailbox" | "prospect" | "outreach" | "outreachEmail" | "sendingDomain" | "providerConnection",
> = Partial<Parameters<Parameters<Parameters<EngineContext["forTenant"]>[1]>[0][Model]["create"]>[0]["data"]>;

let counter = 0;

/** A number that no other row of this process has, for names and addresses. */
function nextNumber(): number {
  counter += 1;
  return counter;
}

/** A tenant of its own, with settings under which everything may be sent at once unless said otherwise. Returns its id. */
export async function createTestTenant(ctx: Across, settings: Partial<Settings> = {}): Promise<string> {
  const slug = `t-${crypto.randomUUID()}`;
  return ctx.acrossTenants(async (tx) => {
    const tenant = await tx.tenant.create({ data: { name: slug, slug } });
    await tx.salesEngineConfig.create({
      data: {
        tenant_id: tenant.id,
        is_active: true,
        daily_email_limit: 500,
        send_hours_start: "00:00",
        send_hours_end: "24:00",
        send_weekdays_only: false,
        holidays_enabled: false,
        pacing: "immediate",
        send_gap_min_seconds: 0,
        send_gap_max_seconds: 0,
        company_address: "1 Main St, Springfield, IL 62701",
        ...settings,
      },
    });
    await tx.reputationGeneration.create({ data: { tenant_id: tenant.id } });
    return tenant.id;
  });
}

export async function createTestConnection(
  ctx: EngineContext,
  tenantId: string,
  data: Data<"providerConnection"> = {},
) {
  return ctx.forTenant(tenantId, (tx) =>
    tx.providerConnection.create({
      data: {
        tenant_id: tenantId,
        name: `Connection ${nextNumber()}`,
        kind: "simulator",
        event_source: "sendgrid",
        settings: {},
        ...data,
      } as never,
    }),
  );
}

/** A sending domain past its warm-up. */
export async function createTestDomain(ctx: EngineContext, tenantId: string, data: Data<"sendingDomain"> = {}) {
  return ctx.forTenant(tenantId, (tx) =>
    tx.sendingDomain.create({
      data: {
        tenant_id: tenantId,
        domain: `send-${nextNumber()}-${crypto.randomUUID().slice(0, 8)}.test`,
        warmup_started_at: new Date(ctx.now().getTime() - 60 * 86_400_000),
        last_reserved_at: new Date(ctx.now().getTime() - 86_400_000),
        ...data,
      } as never,
    }),
  );
}

/** A mailbox; makes its domain and connection when none are named. */
export async function createTestMailbox(ctx: EngineContext, tenantId: string, data: Data<"mailbox"> = {}) {
  const domain = data.sending_domain_id
    ? await findDomain(ctx, tenantId, data.sending_domain_id)
    : await createTestDomain(ctx, tenantId);
  const connectionId = data.provider_connection_id ?? (await createTestConnection(ctx, tenantId)).id;
  return ctx.forTenant(tenantId, (tx) =>
    tx.mailbox.create({
      data: {
        tenant_id: tenantId,
        sending_domain_id: domain.id,
        provider_connection_id: connectionId,
        from_email: `box${nextNumber()}@${domain.domain}`,
        from_name: "Ann Lee",
        sender_name: "Ann",
        daily_limit: 200,
        ...data,
      } as never,
    }),
  );
}

function findDomain(ctx: EngineContext, tenantId: string, id: string) {
  return ctx.forTenant(tenantId, (tx) => tx.sendingDomain.findUniqueOrThrow({ where: { id } }));
}

/** A verified prospect and its outreach row, cold and due now unless said otherwise. */
export async function createTestProspect(
  ctx: EngineContext,
  tenantId: string,
  outreach: Data<"outreach"> = {},
  prospect: Data<"prospect"> = {},
) {
  const n = nextNumber();
  const email = `owner${n}@customer-${n}-${crypto.randomUUID().slice(0, 8)}.test`;
  return ctx.forTenant(tenantId, async (tx) => {
    const created = await tx.prospect.create({
      data: {
        tenant_id: tenantId,
        name: `Pat Smith ${n}`,
        company: `Smith Heating ${n}`,
        email,
        email_key: email,
        trade_type: "hvac",
        city: "Springfield",
        state_code: "IL",
        zip: "62701",
        email_verified: true,
        verified_at: ctx.now(),
        ...prospect,
      } as never,
    });
    const row = await tx.outreach.create({
      data: { tenant_id: tenantId, prospect_id: created.id, next_send_at: ctx.now(), ...outreach } as never,
    });
    return { prospect: created, outreach: row };
  });
}

/** A sent outbound ledger row of an outreach; say otherwise in `data`. */
export async function createTestEmail(
  ctx: EngineContext,
  tenantId: string,
  outreachId: string,
  data: Data<"outreachEmail"> = {},
) {
  return ctx.forTenant(tenantId, (tx) =>
    tx.outreachEmail.create({
      data: {
        tenant_id: tenantId,
        outreach_id: outreachId,
        sequence_step: 1,
        status: "sent",
        from_email: "box@send.test",
        to_email: "owner@customer.test",
        recipient_domain: "customer.test",
        message_id: `<${crypto.randomUUID()}@send.test>`,
        scheduled_at: ctx.now(),
        sent_at: ctx.now(),
        created_at: ctx.now(),
        subject: "Hello",
        body_text: "Hello there",
        open_tracked: true,
        ...data,
      } as never,
    }),
  );
}
