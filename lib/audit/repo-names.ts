import { likeLiteral } from "#lib/db/like-literal.ts";
import type { Tx } from "#lib/db/types.ts";

type Named = { id: string; name: string };

/** What the things with these ids are called; those that are gone, or people, are left out. */
export async function selectNames(tx: Tx, tenantId: string, ids: readonly string[]): Promise<Map<string, string>> {
  if (ids.length === 0) return new Map();
  const rows = await tx.$queryRaw<Named[]>`
    WITH wanted AS MATERIALIZED (SELECT ${[...ids]}::uuid[] AS ids, ${tenantId}::uuid AS tenant)
    SELECT id::text, domain AS name FROM sending_domains, wanted WHERE id = ANY (ids) AND tenant_id = tenant
    UNION ALL SELECT id::text, from_email FROM mailboxes, wanted WHERE id = ANY (ids) AND tenant_id = tenant
    UNION ALL SELECT id::text, COALESCE(company, name, email) FROM prospects, wanted WHERE id = ANY (ids) AND tenant_id = tenant
    UNION ALL SELECT id::text, name FROM campaigns, wanted WHERE id = ANY (ids) AND tenant_id = tenant
    UNION ALL SELECT id::text, name FROM email_templates, wanted WHERE id = ANY (ids) AND tenant_id = tenant
    UNION ALL SELECT id::text, name FROM provider_connections, wanted WHERE id = ANY (ids) AND tenant_id = tenant
    UNION ALL SELECT id::text, value FROM suppressions, wanted WHERE id = ANY (ids) AND tenant_id = tenant
    UNION ALL SELECT id::text, title FROM alerts, wanted WHERE id = ANY (ids) AND tenant_id = tenant
    UNION ALL SELECT id::text, to_email FROM outreach_emails, wanted WHERE id = ANY (ids) AND tenant_id = tenant
    UNION ALL SELECT id::text, filename FROM imports, wanted WHERE id = ANY (ids) AND tenant_id = tenant
    UNION ALL SELECT id::text, name FROM outgoing_webhooks, wanted WHERE id = ANY (ids) AND tenant_id = tenant
    UNION ALL SELECT id::text, email FROM alert_recipients, wanted WHERE id = ANY (ids) AND tenant_id = tenant
    UNION ALL SELECT id::text, name FROM api_keys, wanted WHERE id = ANY (ids) AND tenant_id = tenant`;
  return new Map(rows.filter(({ name }) => name !== null).map(({ id, name }) => [id, name]));
}

/** Things of each kind whose lines a search brings. */
const mostTargets = 200;
/** What the index of trigrams can find at all (ADR 0025). */
const indexed = /[a-z0-9]{3}/i;

/** Ids of domains, mailboxes, campaigns, templates, connections, prospects and suppressions whose name or address has these words. */
export async function findTargetIds(tx: Tx, tenantId: string, words: string): Promise<string[]> {
  const part = `%${likeLiteral(words)}%`;
  const rows = await tx.$queryRaw<{ id: string }[]>`
    (SELECT id::text FROM sending_domains WHERE tenant_id = (SELECT ${tenantId}::uuid) AND domain ILIKE ${part} ORDER BY id DESC LIMIT ${mostTargets})
    UNION ALL (SELECT id::text FROM mailboxes WHERE tenant_id = (SELECT ${tenantId}::uuid) AND from_email ILIKE ${part} ORDER BY id DESC LIMIT ${mostTargets})
    UNION ALL (SELECT id::text FROM campaigns WHERE tenant_id = (SELECT ${tenantId}::uuid) AND name ILIKE ${part} ORDER BY id DESC LIMIT ${mostTargets})
    UNION ALL (SELECT id::text FROM email_templates WHERE tenant_id = (SELECT ${tenantId}::uuid) AND name ILIKE ${part} ORDER BY id DESC LIMIT ${mostTargets})
    UNION ALL (SELECT id::text FROM provider_connections WHERE tenant_id = (SELECT ${tenantId}::uuid) AND name ILIKE ${part} ORDER BY id DESC LIMIT ${mostTargets})
    UNION ALL (SELECT id::text FROM suppressions WHERE tenant_id = (SELECT ${tenantId}::uuid) AND value = ${words.toLowerCase()})`;
  const people = indexed.test(words)
    ? await tx.$queryRaw<{ id: string }[]>`SELECT id::text FROM search_prospects(${part}, ${mostTargets}::int) AS id`
    : [];
  return [...rows, ...people].map(({ id }) => id);
}
