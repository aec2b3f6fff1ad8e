ALTER TABLE "suppressions" ADD COLUMN IF NOT EXISTS "added_by" TEXT;
