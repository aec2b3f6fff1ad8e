import { Prisma } from "#lib/db/generated/client.ts";

/**
 * Messages that bounced, were blocked or complained about, as the index of them has it. IS TRUE keeps that index to those who ask for
 * it: `bounced_at IS NOT NULL` alone would let the planner take it for the bounces of one recipient domain, too.
 */
export function cameToGrief(alias = "outreach_emails"): Prisma.Sql {
  const e = Prisma.raw(alias);
  return Prisma.sql`(${e}.bounced_at IS NOT NULL OR ${e}.complained_at IS NOT NULL OR ${e}.bounce_type = 'blocked') IS TRUE`;
}
