import type { Database } from "#lib/db/types.ts";

type Across = Pick<Database, "acrossTenants">;
type Ended = { before: Date; limit: number };

/** Sessions that ended before then; answers how many went. */
export async function deleteEndedSessions(db: Across, { before, limit }: Ended): Promise<number> {
  return db.acrossTenants(
    (tx) => tx.$executeRaw`
      DELETE FROM sessions WHERE id IN (SELECT id FROM sessions WHERE expires_at < ${before}::timestamptz LIMIT ${limit}::int)`,
  );
}

/** One-time links that ended before then. */
export async function deleteEndedVerifications(db: Across, { before, limit }: Ended): Promise<number> {
  return db.acrossTenants(
    (tx) => tx.$executeRaw`
      DELETE FROM verifications WHERE id IN (
        SELECT id FROM verifications WHERE expires_at < ${before}::timestamptz LIMIT ${limit}::int)`,
  );
}

/** Invitations and links to a new password whose time was over before then, used or not. */
export async function deleteEndedAccessLinks(db: Across, { before, limit }: Ended): Promise<number> {
  return db.acrossTenants(
    (tx) => tx.$executeRaw`
      DELETE FROM access_links WHERE id IN (
        SELECT id FROM access_links WHERE expires_at < ${before}::timestamptz LIMIT ${limit}::int)`,
  );
}

/** Counters of tries whose last one was before then. */
export async function deleteOldTries(db: Across, { before, limit }: Ended): Promise<number> {
  return db.acrossTenants(
    (tx) => tx.$executeRaw`
      DELETE FROM rate_limits WHERE id IN (
        SELECT id FROM rate_limits WHERE last_request < ${before.getTime()}::bigint LIMIT ${limit}::int)`,
  );
}
