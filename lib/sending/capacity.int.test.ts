import { describe, expect, it } from "vitest";
import { createTestEmail, createTestMailbox, createTestProspect, createTestTenant } from "#lib/testing/factory.ts";
import { healthMaps, judged } from "#lib/testing/health-maps.ts";
import { createTestContext } from "#lib/testing/test-context.ts";
import { moveReservation } from "./move-reservation.ts";
import { releaseCapacity } from "./release-capacity.ts";
import { type CapacityClaim, reserveCapacity } from "./reserve-capacity.ts";

const ctx = createTestContext();
const day = "2026-06-10";
const claims = (mailboxCap: number, mailbox = "m"): CapacityClaim[] => [
  { kind: "tenant", key: "", count: 1, cap: 500 },
  { kind: "mailbox", key: mailbox, count: 1, cap: mailboxCap },
];

async function used(tenantId: string, on = day): Promise<Record<string, number>> {
  const rows = await ctx.forTenant(tenantId, (tx) =>
    tx.capacityDay.findMany({ where: { tenant_id: tenantId, day: new Date(on), used: { gt: 0 } } }),
  );
  return Object.fromEntries(rows.map((row) => [row.kind === "tenant" ? "tenant" : `${row.kind} ${row.key}`, row.used]));
}

const reserve = (tenantId: string, wanted: CapacityClaim[]) =>
  ctx.forTenant(tenantId, (tx) => reserveCapacity(tx, { tenantId, day, claims: wanted }));

describe("reserveCapacity", () => {
  it("lets 50 workers at once never exceed a cap, nor waste one place", async () => {
    const tenantId = await createTestTenant(ctx);
    const results = await Promise.all(Array.from({ length: 50 }, () => reserve(tenantId, claims(20))));
    expect(results.filter((result) => result.kind === "reserved")).toHaveLength(20);
    expect(results.find((result) => result.kind === "full")).toEqual({ kind: "full", reason: "mailbox_cap" });
    expect(await used(tenantId)).toEqual({ tenant: 20, "mailbox m": 20 });
  });

  it("does not dead-lock when workers want the same mailboxes in different order", async () => {
    const tenantId = await createTestTenant(ctx);
    const both = (first: string, second: string) =>
      ctx.forTenant(tenantId, async (tx) => {
        await reserveCapacity(tx, { tenantId, day, claims: claims(100, first) });
        return reserveCapacity(tx, { tenantId, day, claims: claims(100, second) });
      });
    await Promise.all(Array.from({ length: 20 }, (_, n) => (n % 2 ? both("x", "y") : both("y", "x"))));
    expect(await used(tenantId)).toEqual({ tenant: 40, "mailbox x": 20, "mailbox y": 20 });
  });

  it("books all claims or none", async () => {
    const tenantId = await createTestTenant(ctx);
    const wanted = [...claims(5), { kind: "recipient_domain", key: "acme.com", count: 1, cap: 0 } as const];
    expect(await reserve(tenantId, wanted)).toEqual({ kind: "full", reason: "recipient_domain_cap" });
    expect(await used(tenantId)).toEqual({});
    expect(await reserve(tenantId, [{ kind: "campaign", key: "c", count: 7, cap: null }])).toEqual({
      kind: "reserved",
    });
    expect(await used(tenantId)).toEqual({ "campaign c": 7 });
  });

  it("goes back when its transaction does", async () => {
    const tenantId = await createTestTenant(ctx);
    const failing = ctx.forTenant(tenantId, async (tx) => {
      await reserveCapacity(tx, { tenantId, day, claims: claims(5) });
      throw new Error("crash");
    });
    await expect(failing).rejects.toThrow("crash");
    expect(await used(tenantId)).toEqual({});
  });

  it("keeps tenants apart", async () => {
    const [a, b] = [await createTestTenant(ctx), await createTestTenant(ctx)];
    await reserve(a, claims(1));
    expect(await reserve(b, claims(1))).toEqual({ kind: "reserved" });
    expect(await reserve(a, claims(1))).toEqual({ kind: "full", reason: "mailbox_cap" });
  });
});

/** A queued message with everything reserved that it counts for. */
async function reservedMessage(settings: object = {}) {
  const tenantId = await createTestTenant(ctx, settings);
  const mailbox = await createTestMailbox(ctx, tenantId, { daily_limit: 2 });
  const { outreach } = await createTestProspect(ctx, tenantId);
  const email = await createTestEmail(ctx, tenantId, outreach.id, {
    status: "queued",
    sent_at: null,
    mailbox_id: mailbox.id,
    capacity_day: new Date(day),
    recipient_domain: "acme.com",
  });
  const domainId = mailbox.sending_domain_id;
  await reserve(tenantId, [
    { kind: "tenant", key: "", count: 1, cap: null },
    { kind: "domain", key: domainId, count: 1, cap: null },
    { kind: "mailbox", key: mailbox.id, count: 1, cap: null },
    { kind: "recipient_domain", key: "acme.com", count: 1, cap: null },
  ]);
  return {
    tenantId,
    mailbox,
    email,
    everything: { tenant: 1, [`domain ${domainId}`]: 1, [`mailbox ${mailbox.id}`]: 1, "recipient_domain acme.com": 1 },
  };
}

describe("releaseCapacity", () => {
  it("gives everything back once, however often and however many call it", async () => {
    const { tenantId, email, everything } = await reservedMessage();
    expect(await used(tenantId)).toEqual(everything);
    const release = () => ctx.forTenant(tenantId, (tx) => releaseCapacity(tx, [email]));
    await Promise.all([release(), release(), release()]);
    await release();
    expect(await used(tenantId)).toEqual({});
  });
});

describe("moveReservation", () => {
  const nextDay = "2026-06-11";
  const now = new Date("2026-06-11T16:00:00Z");
  const move = (tenantId: string, row: { id: string; mailbox_id: string | null }, health = healthMaps(now)) =>
    ctx.forTenant(tenantId, (tx) =>
      moveReservation(
        tx,
        {
          id: row.id,
          tenant_id: tenantId,
          mailbox_id: row.mailbox_id ?? "",
          campaign_id: null,
          recipient_domain: "acme.com",
        },
        nextDay,
        { now, health },
      ),
    );

  it("takes the reservation to the day of hand-over, once", async () => {
    const { tenantId, email, everything } = await reservedMessage();
    expect(await move(tenantId, email)).toEqual({ kind: "reserved" });
    expect(await move(tenantId, email)).toEqual({ kind: "reserved" });
    expect([await used(tenantId), await used(tenantId, nextDay)]).toEqual([{}, everything]);
  });

  it("leaves it where it was when the new day is full", async () => {
    const { tenantId, email, mailbox, everything } = await reservedMessage();
    await ctx.forTenant(tenantId, (tx) =>
      reserveCapacity(tx, { tenantId, day: nextDay, claims: [{ kind: "mailbox", key: mailbox.id, count: 2, cap: 2 }] }),
    );
    expect(await move(tenantId, email)).toEqual({ kind: "full", reason: "mailbox_cap" });
    expect(await used(tenantId)).toEqual(everything);
  });

  it("heeds what health leaves of the new day's caps", async () => {
    const { tenantId, email, mailbox, everything } = await reservedMessage();
    await ctx.forTenant(tenantId, (tx) =>
      reserveCapacity(tx, { tenantId, day: nextDay, claims: [{ kind: "mailbox", key: mailbox.id, count: 1, cap: 2 }] }),
    );
    // SPEC §3's worked value: reduced, which halves a cap of 2.
    const reduced = judged({ sent: 1000, delivered: 960, bounced: 20, complained: 1, opened: 60 });
    const poor = healthMaps(now, { mailboxes: new Map([[mailbox.from_email, reduced]]) });
    expect(await move(tenantId, email, poor)).toEqual({ kind: "full", reason: "mailbox_cap" });
    expect(await used(tenantId)).toEqual(everything);
    expect(await move(tenantId, email)).toEqual({ kind: "reserved" });
  });

  it("reserves anew for a row that has given back", async () => {
    const { tenantId, email, everything } = await reservedMessage();
    await ctx.forTenant(tenantId, (tx) => releaseCapacity(tx, [email]));
    expect(await move(tenantId, email)).toEqual({ kind: "reserved" });
    expect(await used(tenantId, nextDay)).toEqual(everything);
  });
});
