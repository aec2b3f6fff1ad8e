import { expect, it } from "vitest";
import { createTenant } from "#lib/auth/create-tenant.ts";
import { evaluateHealth } from "#lib/health/evaluate-health.ts";
import { createTestConnection } from "#lib/testing/factory.ts";
import { createOwnDatabase } from "#lib/testing/own-database.ts";
import { createTestContext } from "#lib/testing/test-context.ts";
import { namedScenarios } from "./all.ts";
import { seedScenario } from "./seed-scenario.ts";

// Of its own, so that a scenario has the addresses and the chances that it always has.
const ctx = createTestContext(await createOwnDatabase());

it.each(Object.entries(namedScenarios))(
  "%s shows what it is for, also after the guard has looked again",
  async (name, scenario) => {
    const owner = { email: `owner-${crypto.randomUUID()}@customer.test`, name: "Owner" };
    const { tenantId } = await createTenant(ctx, { name: `Scenario ${crypto.randomUUID().slice(0, 8)}`, owner });
    const { id: connectionId } = await createTestConnection(ctx, tenantId);
    const showings = await seedScenario(ctx, scenario, { tenantId, connectionId, seed: name });
    expect(showings.filter((showing) => !showing.holds)).toEqual([]);
    expect(showings.length).toBeGreaterThan(1);
    await evaluateHealth(ctx, { tenantId });
    expect((await scenario.showings(ctx, tenantId)).filter((showing) => !showing.holds)).toEqual([]);
  },
  // The size of the grids takes a minute.
  300_000,
);
