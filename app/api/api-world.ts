import { afterAll, inject } from "vitest";
import { createAuth } from "#lib/auth/create-auth.ts";
import { type Role, roles } from "#lib/shared/actor.ts";
import { createTestKey } from "#lib/testing/access.ts";
import { createTestConnection, createTestDomain, createTestMailbox, createTestTenant } from "#lib/testing/factory.ts";
import { createTestContext, type TestContext } from "#lib/testing/test-context.ts";
import { provideParts } from "./route-kit.ts";

export type ApiTenant = {
  tenantId: string;
  /** an API key in each role */
  keys: Record<Role, string>;
  /** a domain, its mailbox, that one's connection, and an id of nothing */
  ids: { domain: string; mailbox: string; connection: string; none: string };
};

/** Puts the route handlers on the test run's services. Call it at the top of a suite. */
export function createApiWorld() {
  const ctx = createTestContext();
  const service = createAuth({
    databaseUrl: inject("databaseUrl"),
    appUrl: ctx.config.appUrl,
    secret: "s".repeat(40),
    sharedSignInMax: 100_000,
  });
  provideParts({ context: () => ctx, auth: () => service });
  afterAll(() => service.close());
  return { ctx, service, newTenant: () => newTenant(ctx) };
}

async function newTenant(ctx: TestContext): Promise<ApiTenant> {
  const tenantId = await createTestTenant(ctx);
  const madeDomain = await createTestDomain(ctx, tenantId);
  const madeConnection = await createTestConnection(ctx, tenantId);
  const link = { sending_domain_id: madeDomain.id, provider_connection_id: madeConnection.id };
  const madeMailbox = await createTestMailbox(ctx, tenantId, link);
  const keys = Object.fromEntries(
    await Promise.all(roles.map(async (role) => [role, await createTestKey(ctx, tenantId, role)] as const)),
  ) as Record<Role, string>;
  const ids = {
    domain: madeDomain.id,
    mailbox: madeMailbox.id,
    connection: madeConnection.id,
    none: crypto.randomUUID(),
  };
  return { tenantId, keys, ids };
}
