-- outside a transaction: indexes are built CONCURRENTLY and keys are validated apart, so that writers are never blocked; every statement can be run again.

-- What a foreign key looks up is not behind row-level security. With the tenant in the key the database itself refuses another tenant's row.
-- An attempt that was cut off leaves a key behind that stands on its index, maybe an invalid one; they go before they are made again.
ALTER TABLE "mailboxes" DROP CONSTRAINT IF EXISTS "mailboxes_tenant_id_sending_domain_id_fkey";
ALTER TABLE "mailboxes" DROP CONSTRAINT IF EXISTS "mailboxes_tenant_id_provider_connection_id_fkey";
ALTER TABLE "import_rows" DROP CONSTRAINT IF EXISTS "import_rows_tenant_id_import_id_fkey";
DROP INDEX CONCURRENTLY IF EXISTS "sending_domains_tenant_id_id_key";
DROP INDEX CONCURRENTLY IF EXISTS "provider_connections_tenant_id_id_key";
DROP INDEX CONCURRENTLY IF EXISTS "imports_tenant_id_id_key";

CREATE UNIQUE INDEX CONCURRENTLY "sending_domains_tenant_id_id_key" ON "sending_domains" ("tenant_id", "id");
CREATE UNIQUE INDEX CONCURRENTLY "provider_connections_tenant_id_id_key" ON "provider_connections" ("tenant_id", "id");
-- It gives the order of arrival too.
CREATE UNIQUE INDEX CONCURRENTLY "imports_tenant_id_id_key" ON "imports" ("tenant_id", "id");
DROP INDEX CONCURRENTLY IF EXISTS "imports_tenant_id_id_idx";

ALTER TABLE "mailboxes" ADD CONSTRAINT "mailboxes_tenant_id_sending_domain_id_fkey"
  FOREIGN KEY ("tenant_id", "sending_domain_id") REFERENCES "sending_domains" ("tenant_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE NOT VALID;
ALTER TABLE "mailboxes" VALIDATE CONSTRAINT "mailboxes_tenant_id_sending_domain_id_fkey";
ALTER TABLE "mailboxes" ADD CONSTRAINT "mailboxes_tenant_id_provider_connection_id_fkey"
  FOREIGN KEY ("tenant_id", "provider_connection_id") REFERENCES "provider_connections" ("tenant_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE NOT VALID;
ALTER TABLE "mailboxes" VALIDATE CONSTRAINT "mailboxes_tenant_id_provider_connection_id_fkey";
ALTER TABLE "import_rows" ADD CONSTRAINT "import_rows_tenant_id_import_id_fkey"
  FOREIGN KEY ("tenant_id", "import_id") REFERENCES "imports" ("tenant_id", "id") ON DELETE CASCADE ON UPDATE CASCADE NOT VALID;
ALTER TABLE "import_rows" VALIDATE CONSTRAINT "import_rows_tenant_id_import_id_fkey";

ALTER TABLE "mailboxes" DROP CONSTRAINT IF EXISTS "mailboxes_sending_domain_id_fkey";
ALTER TABLE "mailboxes" DROP CONSTRAINT IF EXISTS "mailboxes_provider_connection_id_fkey";
ALTER TABLE "import_rows" DROP CONSTRAINT IF EXISTS "import_rows_import_id_fkey";
