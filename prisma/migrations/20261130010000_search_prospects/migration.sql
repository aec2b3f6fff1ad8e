-- outside a transaction: the index is built CONCURRENTLY, so that writers are never blocked; every statement can be run again.

-- Both are trusted extensions: whoever owns the database may install them.
CREATE EXTENSION IF NOT EXISTS "pg_trgm";
CREATE EXTENSION IF NOT EXISTS "btree_gin";

-- An attempt that was cut off leaves an invalid index behind; drop it before building again.
DROP INDEX CONCURRENTLY IF EXISTS "prospects_search_idx";

-- Any part of an address, a company or a name, within one tenant: as text, so that no other index of the tenant fits the condition below.
CREATE INDEX CONCURRENTLY "prospects_search_idx" ON "prospects" USING gin (("tenant_id"::text),
  (coalesce("email", '') || ' ' || coalesce("company", '') || ' ' || coalesce("name", '')) gin_trgm_ops);

/*
 * Ids of the tenant's prospects whose address, company and name, one behind the other, are like `pattern`; `most` of them, in no order.
 * Row-level security lets no index serve ILIKE (it is not leakproof), so this runs as the owner, for the tenant of the transaction and no
 * other. Without one it finds nobody. `pattern` should have three letters or digits in a row, or all of the index is read.
 */
CREATE OR REPLACE FUNCTION search_prospects(pattern text, most integer) RETURNS SETOF uuid
  LANGUAGE sql STABLE SECURITY DEFINER ROWS 100 SET search_path = public, pg_temp
  SET enable_seqscan = off AS $$
  SELECT id FROM prospects
  WHERE tenant_id::text = current_tenant_id()::text
    AND (coalesce(email, '') || ' ' || coalesce(company, '') || ' ' || coalesce(name, '')) ILIKE pattern
  LIMIT most
$$;
REVOKE EXECUTE ON FUNCTION search_prospects FROM PUBLIC;
GRANT EXECUTE ON FUNCTION search_prospects TO outreach_app;
