import { execFile } from "node:child_process";
import { dirname, join } from "node:path";
import { promisify } from "node:util";
import { credentials } from "./credentials.ts";
import { sql } from "./database.ts";
import { OwnTenant } from "./own-tenant.ts";

/** The tenant of a named scenario as `npm run seed` makes it. It would send on for as long as the other tests take: turn it off. */
export async function seedScenario(name: string): Promise<OwnTenant> {
  await promisify(execFile)(process.execPath, [join("scripts", "bootstrap.mjs"), "seed", name], {
    env: {
      ...process.env,
      DATA_DIR: dirname(process.env.E2E_CREDENTIALS ?? ""),
      DATABASE_URL: credentials().database_url,
      REDIS_URL: credentials().redis_url,
    },
  });
  const [tenant] = await sql<{ id: string }>("SELECT id FROM tenants WHERE slug = $1", [name]);
  if (!tenant) throw new Error(`The scenario ${name} was seeded, and there is no tenant of that name.`);
  return OwnTenant.of(tenant.id);
}
