-- How a trade in a state answers to emails of each day part, counted daily over the last 90 days (SPEC §6, smart timing).
CREATE TABLE IF NOT EXISTS "day_part_answers" (
    "tenant_id" UUID NOT NULL,
    "trade_type" TEXT NOT NULL,
    "state_code" TEXT NOT NULL,
    "sent" INTEGER[] NOT NULL,
    "engaged" INTEGER[] NOT NULL,

    CONSTRAINT "day_part_answers_pkey" PRIMARY KEY ("tenant_id", "trade_type", "state_code"),
    CONSTRAINT "day_part_answers_parts_check" CHECK (cardinality(sent) = 5 AND cardinality(engaged) = 5)
);

SELECT protect_tenant_table('day_part_answers', 'SELECT, INSERT, UPDATE, DELETE')
WHERE NOT EXISTS (SELECT FROM pg_policies WHERE tablename = 'day_part_answers');
