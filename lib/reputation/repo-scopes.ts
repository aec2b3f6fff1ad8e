import type { Tx } from "#lib/db/types.ts";

export type ScopeName = { kind: string; key: string };
export type ScopeRow = ScopeName & { scope_index: number };

export async function findScopes(tx: Tx, tenantId: string, names: readonly ScopeName[]): Promise<ScopeRow[]> {
  return tx.$queryRaw<ScopeRow[]>`
    SELECT scope_index, kind, key FROM reputation_scopes
    WHERE tenant_id = (SELECT ${tenantId}::uuid)
      AND (kind, key) IN (SELECT * FROM unnest(${names.map((n) => n.kind)}::text[], ${names.map((n) => n.key)}::text[]))`;
}

/** Scopes numbered after `scopeIndex`; numbers are handed out in the order of commits, so none comes later below it. */
export async function listScopesAfter(tx: Tx, tenantId: string, scopeIndex: number): Promise<ScopeRow[]> {
  return tx.$queryRaw<ScopeRow[]>`
    SELECT scope_index, kind, key FROM reputation_scopes
    WHERE tenant_id = ${tenantId}::uuid AND scope_index > ${scopeIndex}::int ORDER BY scope_index`;
}

/** One transaction at a time numbers new scopes of a tenant. */
export async function lockScopeNumbers(tx: Tx, tenantId: string): Promise<void> {
  await tx.$executeRaw`SELECT pg_advisory_xact_lock(hashtextextended('reputation-scopes:' || ${tenantId}::text, 0))`;
}

/** Numbers new scopes after the last one, from 1 on (0 is the tenant as a whole). Call under `lockScopeNumbers`. */
export async function insertScopes(tx: Tx, tenantId: string, names: readonly ScopeName[]): Promise<void> {
  await tx.$executeRaw`
    INSERT INTO reputation_scopes (tenant_id, scope_index, kind, key)
    SELECT ${tenantId}::uuid, last.scope_index + ordinality, kind, key
    FROM unnest(${names.map((n) => n.kind)}::text[], ${names.map((n) => n.key)}::text[]) WITH ORDINALITY AS name (kind, key, ordinality),
      (SELECT coalesce(max(scope_index), 0) AS scope_index FROM reputation_scopes WHERE tenant_id = (SELECT ${tenantId}::uuid)) AS last`;
}
