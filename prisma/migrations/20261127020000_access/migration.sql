-- Every statement can be run again: one transaction, milliseconds of locks, no row rewritten.

-- AlterTable
ALTER TABLE "sessions" ADD COLUMN IF NOT EXISTS "last_used_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP;

-- AlterTable
ALTER TABLE "users" ADD COLUMN IF NOT EXISTS "two_factor_enabled" BOOLEAN NOT NULL DEFAULT false;

-- CreateTable
CREATE TABLE IF NOT EXISTS "two_factors" (
    "id" UUID NOT NULL DEFAULT uuidv7(),
    "user_id" UUID NOT NULL,
    "secret" TEXT NOT NULL,
    "backup_codes" TEXT NOT NULL,
    "verified" BOOLEAN NOT NULL DEFAULT false,
    "failed_verification_count" INTEGER NOT NULL DEFAULT 0,
    "locked_until" TIMESTAMPTZ(3),

    CONSTRAINT "two_factors_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE IF NOT EXISTS "access_links" (
    "id" UUID NOT NULL DEFAULT uuidv7(),
    "tenant_id" UUID NOT NULL,
    "kind" TEXT NOT NULL,
    "token_hash" BYTEA NOT NULL,
    "email" TEXT NOT NULL,
    "user_id" UUID,
    "role" TEXT,
    "removes_two_factor" BOOLEAN NOT NULL DEFAULT false,
    "created_by" UUID,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "expires_at" TIMESTAMPTZ(3) NOT NULL,
    "used_at" TIMESTAMPTZ(3),
    "revoked_at" TIMESTAMPTZ(3),

    CONSTRAINT "access_links_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE UNIQUE INDEX IF NOT EXISTS "two_factors_user_id_key" ON "two_factors"("user_id");

-- CreateIndex
CREATE UNIQUE INDEX IF NOT EXISTS "access_links_token_hash_key" ON "access_links"("token_hash");

-- CreateIndex
CREATE INDEX IF NOT EXISTS "access_links_tenant_id_kind_idx" ON "access_links"("tenant_id", "kind");

-- AddForeignKey
ALTER TABLE "two_factors" DROP CONSTRAINT IF EXISTS "two_factors_user_id_fkey",
  ADD CONSTRAINT "two_factors_user_id_fkey" FOREIGN KEY ("user_id") REFERENCES "users"("id") ON DELETE CASCADE ON UPDATE CASCADE;

ALTER TABLE "access_links" DROP CONSTRAINT IF EXISTS "access_links_kind_check",
  ADD CONSTRAINT "access_links_kind_check" CHECK ("kind" IN ('invitation', 'password_reset'));
-- An invitation gives a role; a reset belongs to an account.
ALTER TABLE "access_links" DROP CONSTRAINT IF EXISTS "access_links_subject_check",
  ADD CONSTRAINT "access_links_subject_check"
  CHECK (CASE WHEN "kind" = 'invitation' THEN "role" IN ('viewer', 'operator', 'admin', 'owner') AND "role" IS NOT NULL ELSE "user_id" IS NOT NULL END);

SELECT protect_tenant_table('access_links', 'SELECT, INSERT, UPDATE')
WHERE NOT EXISTS (SELECT FROM pg_policies WHERE tablename = 'access_links');
-- Like all sign-in data it belongs to people: only the system role reaches it.
GRANT SELECT, INSERT, UPDATE, DELETE ON "two_factors" TO outreach_system;
