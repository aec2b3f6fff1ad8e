import type { Tx } from "#lib/db/types.ts";
import { AppError } from "#lib/errors/app-error.ts";
import type { PassOverReason } from "#lib/shared/reasons.ts";
import { type CapacityKind, fullReasons } from "./policy/capacity.ts";
import { bookClaims, findFullClaim, lockCapacityDays } from "./repo-capacity.ts";

/** `key`: campaign, sending domain or mailbox id, recipient domain, start of a slot; empty for the tenant. `cap` null: no limit. */
export type CapacityClaim = { kind: CapacityKind; key: string; count: number; cap: number | null };

export type CapacityRequest = {
  tenantId: string;
  /** calendar day in send_timezone, `2026-06-10` */
  day: string;
  /** one per kind and key; a claim on `tenant` should be among them */
  claims: readonly CapacityClaim[];
};

export type Reservation = { kind: "reserved" } | { kind: "full"; reason: PassOverReason };

/**
 * Reserves all claims or none (SPEC §5). Bookings of a tenant's day happen one after the other, so no cap is ever exceeded; the
 * lock is held until the transaction ends.
 */
export async function reserveCapacity(tx: Tx, { tenantId, day, claims }: CapacityRequest): Promise<Reservation> {
  await lockCapacityDays(tx, tenantId, [day]);
  const full = await findFullClaim(tx, tenantId, day, claims);
  if (full) return { kind: "full", reason: fullReasons[full.kind as CapacityKind] };
  const booked = await bookClaims(tx, tenantId, day, claims);
  if (booked !== claims.length) throw new AppError("internal", "A capacity claim was booked behind its lock.");
  return { kind: "reserved" };
}
