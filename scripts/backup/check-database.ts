import { readFileSync } from "node:fs";
import { join } from "node:path";
import pg from "pg";
import { describeCatalog } from "#scripts/db/catalog.ts";
import { describeDrift, pendingMigrations } from "#scripts/db/migrate.ts";
import { connectionParts } from "#scripts/db/schema-engine.ts";

export type BackupReport = {
  /** what is not as it must be; nothing may run on the database until there is none */
  problems: string[];
  /** what somebody who restores wants to know */
  facts: string[];
};

const catalogPath = join(import.meta.dirname, "..", "..", "prisma", "catalog.txt");

/** Looks at a restored database without changing it: schema, row-level security, keys, grants, roles; how old it is; what is open. */
export async function checkDatabase(url: string): Promise<BackupReport> {
  const pending = await pendingMigrations(url);
  if (pending.length > 0) {
    return { problems: [`lacks migrations (npm run db:migrate): ${pending.join(", ")}`], facts: [] };
  }
  const client = new pg.Client(connectionParts(url));
  await client.connect();
  try {
    const drift = await describeDrift(url);
    const problems = [
      ...(drift ? [`differs from the schema:\n${drift.trim()}`] : []),
      ...differences(readFileSync(catalogPath, "utf8"), await describeCatalog(url)),
      ...(await invalidIndexes(client)),
      ...(await roleProblems(client)),
    ];
    return { problems, facts: await factsOf(client) };
  } finally {
    await client.end();
  }
}

function differences(expected: string, found: string): string[] {
  const [wanted, there] = [new Set(expected.split("\n")), new Set(found.split("\n"))];
  return [
    ...[...wanted].filter((line) => !there.has(line)).map((line) => `is missing: ${line}`),
    ...[...there].filter((line) => !wanted.has(line)).map((line) => `is not expected: ${line}`),
  ];
}

async function invalidIndexes(client: pg.Client): Promise<string[]> {
  const { rows } = await client.query<{ name: string }>(
    "SELECT indexrelid::regclass::text AS name FROM pg_index WHERE NOT indisvalid ORDER BY 1",
  );
  return rows.map((row) => `index ${row.name} is not valid: REINDEX INDEX CONCURRENTLY ${row.name}`);
}

/** Every transaction drops to one of two roles; a dump of the database alone does not bring them. */
async function roleProblems(client: pg.Client): Promise<string[]> {
  const { rows } = await client.query<{ name: string; usable: boolean }>(
    `SELECT name, CASE WHEN to_regrole(name) IS NOT NULL THEN pg_has_role(current_user, name, 'SET') ELSE false END AS usable
     FROM unnest(ARRAY['outreach_app', 'outreach_system']) AS name`,
  );
  const unusable = rows.filter((row) => !row.usable);
  return unusable.map(({ name }) => `this login cannot take the role ${name}: GRANT ${name} TO it`);
}

async function factsOf(client: pg.Client): Promise<string[]> {
  const { rows } = await client.query<{ fact: string }>(`
    SELECT 'last message handed over: ' || COALESCE(max(sent_at)::text, 'none') AS fact FROM outreach_emails
    UNION ALL SELECT 'last event received: ' || COALESCE(max(received_at)::text, 'none') FROM email_events
    UNION ALL SELECT 'last change in the audit log: ' || COALESCE(max(at)::text, 'none') FROM audit_log
    UNION ALL SELECT 'tenant ' || t.slug || ': ' || CASE WHEN NOT c.is_active THEN 'engine off' WHEN c.sequencer_paused THEN 'paused'
        ELSE 'NOT PAUSED: it sends as soon as a process runs (npm run restore:guard)' END
      || ', on their way out ' || (SELECT count(*) FROM outreach_emails e WHERE e.tenant_id = t.id AND e.status IN ('queued', 'claimed', 'sending'))
      || ', outcome unknown ' || (SELECT count(*) FROM outreach_emails e WHERE e.tenant_id = t.id AND e.status = 'unknown')
      FROM tenants t JOIN sales_engine_config c ON c.tenant_id = t.id`);
  return rows.map((row) => row.fact);
}
