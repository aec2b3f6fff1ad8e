-- Days of a tenant's own on which no mail leaves: [{ date, name }].
ALTER TABLE "sales_engine_config" ADD COLUMN IF NOT EXISTS "own_holidays" JSONB NOT NULL DEFAULT '[]';
