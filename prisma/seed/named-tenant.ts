import type { EngineContext } from "#lib/engine/context.ts";
import { findTenantIdBySlug } from "#lib/tenancy/across-tenants.ts";
import { hasCredentials, readDraft } from "./credentials.ts";
import { ensureTenant } from "./first-tenants.ts";
import { seedScenario } from "./scenarios/seed-scenario.ts";
import type { NamedScenario } from "./scenarios/types.ts";
import { ensureSimulatorConnection } from "./simulator-connection.ts";

/**
 * Makes the tenant of a named scenario, owned by whoever installed the product, and fills it. One that was made before has lived
 * on and is left alone. Returns lines that say what was done and what the console shows.
 * @throws Error when nobody has installed the product in this data folder, or when the console would show something else
 */
export async function seedNamedTenant(
  ctx: EngineContext,
  dataDir: string,
  name: string,
  scenario: NamedScenario,
): Promise<string> {
  const owner = hasCredentials(dataDir) ? readDraft(dataDir) : null;
  if (!owner) throw new Error(`${dataDir} holds no credentials.json: run npm start first.`);
  if ((await findTenantIdBySlug(ctx, name)) !== null)
    return `"${name}" was seeded before and has lived on: choose it in the menu at the top left.`;
  const title = `Scenario: ${name.replaceAll("-", " ")}`;
  const tenantId = await ensureTenant(ctx, owner, { slug: name, name: title, isDemo: true });
  const { connectionId } = await ensureSimulatorConnection(ctx, tenantId, dataDir);
  const showings = await seedScenario(ctx, scenario, { tenantId, connectionId, seed: name });
  const lines = showings.map(({ what, holds }) => `${holds ? "✓" : "✗"} ${what}`);
  if (showings.some(({ holds }) => !holds))
    throw new Error([`"${name}" does not show what it is for:`, ...lines].join("\n"));
  return [`seeded: choose "${title}" in the menu at the top left. It shows:`, ...lines].join("\n");
}
