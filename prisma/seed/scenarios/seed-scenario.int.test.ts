import { expect, it } from "vitest";
import { createTenant } from "#lib/auth/create-tenant.ts";
import { createTestConnection } from "#lib/testing/factory.ts";
import { createOwnDatabase } from "#lib/testing/own-database.ts";
import { createTestContext } from "#lib/testing/test-context.ts";
import { namedScenarios } from "./all.ts";
import { seedScenario } from "./seed-scenario.ts";

// Of its own, so that a scenario has the addresses and the chances that it always has.
const ctx = createTestContext(await createOwnDatabase());

/** The grids' size costs a minute, and its showings are those of the others. */
const quick = Object.entries(namedScenarios).filter(([name]) => name !== "many-mailboxes");

it.each(quick)(
  "%s shows what it is for",
  async (name, scenario) => {
    const owner = { email: `owner-${crypto.randomUUID()}@customer.test`, name: "Owner" };
    const { tenantId } = await createTenant(ctx, { name: `Scenario ${crypto.randomUUID().slice(0, 8)}`, owner });
    const { id: connectionId } = await createTestConnection(ctx, tenantId);
    const showings = await seedScenario(ctx, scenario, { tenantId, connectionId, seed: name });
    expect(showings.filter((showing) => !showing.holds)).toEqual([]);
    expect(showings.length).toBeGreaterThan(1);
  },
  180_000,
);
