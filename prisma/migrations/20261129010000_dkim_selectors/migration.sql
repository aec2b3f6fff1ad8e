-- Where a sending domain's DKIM keys stand; a domain without any of its own is tried with the usual ones.
ALTER TABLE "sending_domains" ADD COLUMN IF NOT EXISTS "dkim_selectors" TEXT[] NOT NULL DEFAULT '{}';
