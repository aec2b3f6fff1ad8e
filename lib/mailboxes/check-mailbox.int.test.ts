import { describe, expect, it } from "vitest";
import { createTestConnection, createTestDomain, createTestTenant } from "#lib/testing/factory.ts";
import { createTestContext } from "#lib/testing/test-context.ts";
import { checkMailbox } from "./check-mailbox.ts";
import { refusal } from "./testing.ts";

const ctx = createTestContext();

async function tenant() {
  const tenantId = await createTestTenant(ctx);
  const domain = await createTestDomain(ctx, tenantId);
  const connection = await createTestConnection(ctx, tenantId);
  const check = (from_email: string, provider_connection_id = connection.id) =>
    checkMailbox(ctx, { tenantId, body: { from_email, provider_connection_id } });
  return { domain, check };
}

describe("checkMailbox", () => {
  it("says that the connection answers, and what is known of the sending domain", async () => {
    const { domain, check } = await tenant();
    expect(await check(`ann@${domain.domain}`)).toMatchObject({
      connection: { ok: true, detail: null },
      domain: { name: domain.domain, auth_status: domain.auth_status, auth_checked_at: null },
    });
  });

  it("says what the mail server refused, and that nothing is known of a domain of nobody", async () => {
    const { check } = await tenant();
    const { mail } = ctx;
    const refusing = { ...mail, checkConnection: async () => ({ ok: false as const, detail: "535 wrong password" }) };
    Object.assign(ctx, { mail: refusing });
    const result = await check("ann@nobody.test").finally(() => Object.assign(ctx, { mail }));
    expect(result).toMatchObject({
      connection: { ok: false, detail: "535 wrong password" },
      domain: { name: "nobody.test", auth_status: null },
    });
  });

  it.each([
    [{ kind: "accepts", mxHosts: ["mx.test"] }, "yes"],
    [{ kind: "refuses", reason: "nxdomain" }, "no"],
    [{ kind: "unknown", detail: "ETIMEOUT" }, "unknown"],
  ] as const)("%o is told as %s", async (answer, told) => {
    const { domain, check } = await tenant();
    const { dns } = ctx;
    Object.assign(ctx, { dns: { ...dns, lookUpMailDomain: async () => answer } });
    const result = await check(`ann@${domain.domain}`).finally(() => Object.assign(ctx, { dns }));
    expect(result.takes_mail).toBe(told);
  });

  it("knows no other tenant's connection", async () => {
    const { domain, check } = await tenant();
    const other = await createTestConnection(ctx, await createTestTenant(ctx));
    const refused = await refusal(check(`ann@${domain.domain}`, other.id));
    expect(refused.details.errors?.map(({ field }) => field)).toEqual(["provider_connection_id"]);
  });
});
