import { engineContext } from "#inngest/engine.ts";
import { createTenant } from "#lib/auth/create-tenant.ts";
import { AppError } from "#lib/errors/app-error.ts";
import { readTenantArguments } from "./arguments.ts";

try {
  const { slug, password, tenantId } = await createTenant(engineContext(), readTenantArguments(process.argv.slice(2)));
  console.log(`Tenant ${slug} (${tenantId}) is made.`);
  console.log(
    password ? `One-time password of its owner, shown only here: ${password}` : "Its owner signs in as before.",
  );
} catch (error) {
  console.error(error instanceof AppError ? error.message : error);
  process.exitCode = 1;
}
process.exit(); // the pools of the context would keep this process
