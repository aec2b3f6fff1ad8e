import { createHash } from "node:crypto";
import type { Database } from "#lib/db/types.ts";
import { AppError } from "#lib/errors/app-error.ts";
import { hostKind } from "#lib/shared/host-kind.ts";
import { countTry, forgetTries } from "#lib/tenancy/across-tenants.ts";
import { accountSignInLimit, addressSignInLimit } from "./thresholds.ts";

type Across = Pick<Database, "acrossTenants">;
type Limit = { windowSeconds: number; max: number };

/**
 * Counts a try to name the password of an account, whether the address has one or not, so the limit tells nothing about accounts.
 * @throws AppError rate_limited
 */
export function countAccountTry(db: Across, email: string, now: Date): Promise<void> {
  return count(db, accountKey(email), now, { ...accountSignInLimit, what: "this account" });
}

/**
 * The same of a client's address. Only one on the internet counts: behind a private one stands a proxy that the operator has not
 * named (TRUSTED_PROXIES), and everybody with it.
 */
export async function countAddressTry(db: Across, address: string | null, now: Date): Promise<void> {
  if (address === null || hostKind(address) !== "public") return;
  await count(db, `sign-in-from:${address}`, now, { ...addressSignInLimit, what: "this address" });
}

/** A right password ends the count. */
export function forgetAccountTries(db: Across, email: string): Promise<void> {
  return forgetTries(db, accountKey(email));
}

function accountKey(email: string): string {
  return `sign-in:${createHash("sha256").update(email).digest("hex")}`;
}

async function count(db: Across, key: string, now: Date, limit: Limit & { what: string }): Promise<void> {
  const windowMs = limit.windowSeconds * 1000;
  const { count: tries, windowStart } = await countTry(db, key, now, windowMs);
  if (tries <= limit.max) return;
  throw new AppError("rate_limited", `Too many tries for ${limit.what}. Wait and try again.`, {
    retryAfterSeconds: (windowStart.getTime() + windowMs - now.getTime()) / 1000,
  });
}
