import { engineContext } from "#inngest/engine.ts";
import { guardRestored } from "#lib/sending/guard-restored.ts";
import { listTenantIds } from "#lib/tenancy/across-tenants.ts";
import { readBackupTime } from "./arguments.ts";

const backupAt = readBackupTime(process.argv.slice(2));
try {
  const ctx = engineContext();
  for (const tenantId of await listTenantIds(ctx)) {
    const { paused, held } = await guardRestored(ctx, { tenantId, backupAt });
    console.log(
      `${tenantId}: ${paused ? "paused" : "was paused already"}, ${held} messages on their way out are now unknown`,
    );
  }
  console.log('\nNothing leaves until people release it. Next: docs/operations.md, "Restore".');
} catch (error) {
  console.error(error);
  process.exitCode = 1;
}
process.exit(); // the pools of the context would keep this process
