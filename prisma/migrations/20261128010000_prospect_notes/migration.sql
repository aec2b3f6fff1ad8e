-- outside a transaction: the index of prospects is built CONCURRENTLY, so that writers are never blocked; every statement can be run again.

CREATE TABLE IF NOT EXISTS "prospect_notes" (
    "id" UUID NOT NULL DEFAULT uuidv7(),
    "tenant_id" UUID NOT NULL,
    "prospect_id" UUID NOT NULL,
    "text" TEXT NOT NULL,
    "author_kind" TEXT NOT NULL,
    "author_id" TEXT,
    "author_label" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "prospect_notes_pkey" PRIMARY KEY ("id"),
    CONSTRAINT "prospect_notes_prospect_id_fkey" FOREIGN KEY ("prospect_id") REFERENCES "prospects"("id") ON DELETE RESTRICT ON UPDATE CASCADE,
    CONSTRAINT "prospect_notes_author_kind_check" CHECK (author_kind IN ('user', 'api_key', 'system'))
);

CREATE INDEX IF NOT EXISTS "prospect_notes_tenant_id_prospect_id_id_idx" ON "prospect_notes"("tenant_id", "prospect_id", "id" DESC);

SELECT protect_tenant_table('prospect_notes', 'SELECT, INSERT, DELETE')
WHERE NOT EXISTS (SELECT FROM pg_policies WHERE schemaname = 'public' AND tablename = 'prospect_notes');

-- An attempt that was cut off leaves an invalid index behind; drop it before building again.
DROP INDEX CONCURRENTLY IF EXISTS "prospects_owner_idx";

-- Somebody's own prospects, newest first: few have an owner.
CREATE INDEX CONCURRENTLY "prospects_owner_idx" ON "prospects" ("tenant_id", "owner_id", "id" DESC) WHERE "owner_id" IS NOT NULL;
