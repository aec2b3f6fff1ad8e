import { beforeEach, describe, expect, it } from "vitest";
import { createTestConnection, createTestTenant } from "#lib/testing/factory.ts";
import { createTestContext } from "#lib/testing/test-context.ts";
import { claimSend } from "./claim-send.ts";
import { createQueuedSend, stateOf } from "./testing.ts";

const ctx = createTestContext();
const start = new Date("2026-06-10T16:00:00Z");
const later = (ms: number) => new Date(start.getTime() + ms);
const claim = ({ tenantId, email }: { tenantId: string; email: { id: string } }, runId?: string) =>
  claimSend(ctx, { tenantId, outreachEmailId: email.id, ...(runId === undefined ? {} : { runId }) });
beforeEach(() => ctx.setNow(start));

describe("claimSend", () => {
  it("holds the row for ten minutes and says what hand-over needs", async () => {
    const send = await createQueuedSend(ctx);
    const domain = send.email.recipient_domain;
    expect(await claim(send)).toMatchObject({
      kind: "claimed",
      claim: {
        tenantId: send.tenantId,
        outreachEmailId: send.email.id,
        outreachId: send.outreach.id,
        mailDomain: { kind: "accepts", mxHosts: [`mx.${domain}`] },
      },
    });
    const { row } = await stateOf(ctx, send);
    expect(row).toMatchObject({ status: "claimed", attempts: 1, lease_until: later(600_000) });
  });

  it.each([
    ["two seconds early", 2_000, "claimed"],
    ["earlier than clocks differ", 2_001, "not_yet"],
    ["half an hour late", -1_800_000, "claimed"],
    ["so late that it is planned anew", -1_800_001, "missed"],
  ])("%s", async (_name, ms, kind) => {
    const send = await createQueuedSend(ctx, { email: { scheduled_at: later(ms) } });
    expect((await claim(send)).kind).toBe(kind);
    expect((await stateOf(ctx, send)).row.attempts).toBe(kind === "claimed" ? 1 : 0);
  });

  it.each(["claimed", "sending", "sent", "unknown", "failed", "cancelled", "skipped"])(
    "leaves a row that is %s alone",
    async (status) => {
      const send = await createQueuedSend(ctx, { email: { status, lease_until: later(60_000) } });
      expect(await claim(send)).toEqual({ kind: "gone", status });
      expect((await stateOf(ctx, send)).row).toMatchObject({ status, attempts: 0 });
    },
  );

  it("never takes what came in", async () => {
    const send = await createQueuedSend(ctx, { email: { direction: "inbound", kind: "reply" } });
    expect((await claim(send)).kind).not.toBe("claimed");
  });

  it("knows no row of another tenant", async () => {
    const send = await createQueuedSend(ctx);
    const tenantId = await createTestTenant(ctx);
    expect(await claim({ tenantId, email: send.email })).toEqual({ kind: "gone", status: "missing" });
    expect((await stateOf(ctx, send)).row.status).toBe("queued");
  });

  it("gives a run its own claim back while the lease lasts, renewed, and not after", async () => {
    const send = await createQueuedSend(ctx);
    const first = await claim(send, "run-1");
    ctx.setNow(later(599_999));
    expect(await claim(send, "run-1")).toEqual(first);
    expect((await stateOf(ctx, send)).row.lease_until).toEqual(later(599_999 + 600_000));
    ctx.setNow(later(599_999 + 600_000));
    expect(await claim(send, "run-1")).toEqual({ kind: "gone", status: "claimed" });
  });

  it("gives different messages of a run, and different runs, different claims", async () => {
    const [a, b] = [await createQueuedSend(ctx), await createQueuedSend(ctx)];
    const ids = [await claim(a, "run-1"), await claim(b, "run-1"), await claim(await createQueuedSend(ctx), "run-2")];
    expect(new Set(ids.map((result) => result.kind === "claimed" && result.claim.claimId)).size).toBe(3);
  });

  it.each<[string, object, boolean]>([
    ["the simulator", { kind: "simulator" }, true],
    ["a server on this machine", { kind: "smtp", settings: { host: "localhost" } }, true],
    ["a provider", { kind: "smtp", settings: { host: "smtp.provider.example" } }, false],
  ])("asks the DNS stand-in only where no mail leaves the machine: %s", async (_name, connection, isLocal) => {
    const tenantId = await createTestTenant(ctx);
    const { id } = await createTestConnection(ctx, tenantId, connection);
    const send = await createQueuedSend(ctx, { tenantId, mailbox: { provider_connection_id: id } });
    const asked: [string, boolean][] = [];
    const lookUpMailDomain: typeof ctx.dns.lookUpMailDomain = async (domain, options) => {
      asked.push([domain, options?.isLocal ?? false]);
      return { kind: "unknown", detail: "time-out" };
    };
    const request = { tenantId, outreachEmailId: send.email.id };
    expect(await claimSend({ ...ctx, dns: { ...ctx.dns, lookUpMailDomain } }, request)).toMatchObject({
      claim: { mailDomain: { kind: "unknown" } },
    });
    expect(asked).toEqual([[send.email.recipient_domain, isLocal]]);
  });
});
