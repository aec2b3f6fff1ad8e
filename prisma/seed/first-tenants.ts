import { randomBytes } from "node:crypto";
import { createApiKey } from "#lib/auth/create-api-key.ts";
import { createTenant } from "#lib/auth/create-tenant.ts";
import type { EngineContext } from "#lib/engine/context.ts";
import { systemActor } from "#lib/shared/actor.ts";
import { findTenantIdBySlug, listTenantIds } from "#lib/tenancy/across-tenants.ts";
import { type Addresses, hasCredentials, readDraft, removeDraft, writeCredentials, writeDraft } from "./credentials.ts";
import { demoPlan } from "./demo/plan.ts";
import { seedDemo } from "./demo/seed-demo.ts";
import { ensureSimulatorConnection } from "./simulator-connection.ts";

export type Scenario = "demo" | "empty";

export const scenarios: Record<Scenario, string> = {
  empty: "a first tenant with a simulator connection and nothing else",
  demo: "the first tenant, and a demo tenant: 12 sending domains, 36 mailboxes, 5,000 prospects with a year of mail",
};

type Owner = { email: string; password: string };

/**
 * Makes the tenants of a scenario in a database that has none, and credentials.json for whoever installed it. What was begun and cut
 * off is finished; a database with tenants of its own is left alone.
 * @returns a line that says what was done
 */
export async function ensureFirstTenants(
  ctx: EngineContext,
  scenario: Scenario,
  dataDir: string,
  addresses: Addresses,
): Promise<string> {
  const isOurs = hasCredentials(dataDir) || readDraft(dataDir) !== null;
  const hasTenants = (await listTenantIds(ctx)).length > 0;
  if (hasTenants && !isOurs) return "the database has its tenants: nothing to seed";
  const needsDemo = scenario === "demo" && (await findTenantIdBySlug(ctx, "demo")) === null;
  if (hasTenants && hasCredentials(dataDir) && !needsDemo) return "seeded before: nothing to do";
  const owner = ownerOf(dataDir);
  const first = await ensureTenant(ctx, owner, { slug: "first", name: "My company", isDemo: false });
  const shown =
    scenario === "demo" ? await ensureTenant(ctx, owner, { slug: "demo", name: "LeadLock Demo", isDemo: true }) : first;
  const connections = new Map<string, Awaited<ReturnType<typeof ensureSimulatorConnection>>>();
  for (const tenantId of new Set([first, shown]))
    connections.set(tenantId, await ensureSimulatorConnection(ctx, tenantId, dataDir));
  const connection = connections.get(shown);
  if (!connection) throw new Error("the tenant that credentials.json names has no connection");
  if (scenario === "demo")
    await seedDemo(withoutJobs(ctx), {
      tenantId: shown,
      connectionId: connection.connectionId,
      company: "LeadLock",
      seed: "demo",
      plan: demoPlan,
    });
  const key = await createApiKey(ctx, {
    tenantId: shown,
    actor: systemActor("seed"),
    name: "Installation",
    role: "owner",
    expiresAt: null,
  });
  writeCredentials(dataDir, addresses, {
    ...owner,
    api_key: key.key,
    tenant_id: shown,
    connection_id: connection.connectionId,
    webhook_private_key: connection.privateKey,
  });
  removeDraft(dataDir);
  return `seeded: ${scenario}`;
}

/** Nobody runs jobs before the first start has gone through; what they would be told of the first run of each finds by itself. */
const withoutJobs = (ctx: EngineContext): EngineContext => ({ ...ctx, publish: async () => undefined });

/** The owner's way in is written down before the account exists, so that a crash in between locks nobody out. */
function ownerOf(dataDir: string): Owner {
  const draft = readDraft(dataDir);
  if (draft) return draft;
  const owner = { email: "owner@leadlock.test", password: randomBytes(12).toString("base64url") };
  writeDraft(dataDir, owner);
  return owner;
}

/** The tenant with this short name, made when there is none. Returns its id. */
export async function ensureTenant(
  ctx: EngineContext,
  owner: Owner,
  tenant: { slug: string; name: string; isDemo: boolean },
): Promise<string> {
  const existing = await findTenantIdBySlug(ctx, tenant.slug);
  if (existing) return existing;
  return (await createTenant(ctx, { ...tenant, owner: { ...owner, name: "Owner" } })).tenantId;
}
