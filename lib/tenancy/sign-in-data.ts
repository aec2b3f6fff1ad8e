import type { Database, Tx } from "#lib/db/types.ts";

/**
 * One transaction on users, passwords, second factors and sessions. They belong to people, who may belong to several tenants, so
 * only the system role reaches them; lib/auth alone calls this, and names the tenant in every query about its members.
 */
export function inSignInData<Result>(
  db: Pick<Database, "acrossTenants">,
  work: (tx: Tx) => Promise<Result>,
): Promise<Result> {
  return db.acrossTenants(work);
}
