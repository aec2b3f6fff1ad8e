import type { Tx } from "#lib/db/types.ts";
import { AppError, invalidField } from "#lib/errors/app-error.ts";
import { cancelOpenSends } from "#lib/sending/cancel-open-sends.ts";
import { emailKey } from "#lib/shared/email-key.ts";
import { isSuppressed } from "#lib/suppressions/find-suppressed.ts";
import { findByEmailKey, type LockedProspect, updateOutreach, updateProspect } from "./repo-change.ts";

type Request = { tenantId: string; found: LockedProspect; address: string | null; now: Date };

/** Statuses that only say that there was no address to write to. */
const withoutAddress = new Set(["no_verified_email", "duplicate_email"]);
const inSequence = new Set(["cold", "contacted"]);

/**
 * Gives a locked prospect another address: unverified, with nothing on its way to the old one. Who was set aside for want of an address
 * returns; a bounce is ended by a person returning the prospect, not by this (SPEC §2). The caller works out the next send.
 * @throws AppError validation_failed when it is malformed or suppressed; conflict when another prospect has it
 */
export async function changeAddress(tx: Tx, { tenantId, found, address, now }: Request): Promise<void> {
  const { prospect, outreach } = found;
  const email = address?.toLowerCase() ?? null;
  const key = email === null ? null : await requireFree(tx, tenantId, email, prospect.id);
  const isOnlySpelling = key !== null && key === prospect.email_key;
  const verification = isOnlySpelling ? {} : { email_verified: null, verified_at: null, email_source: "manual" };
  await updateProspect(tx, prospect.id, { email, email_key: key, ...verification, updated_at: now });
  if (isOnlySpelling) return;
  const outreachIds = [outreach.id];
  await cancelOpenSends(tx, { tenantId, outreachIds, reason: "address_changed", now });
  const status = statusWith(email, outreach.status, outreach.outreach_sequence_step);
  if (status === outreach.status) return;
  const next = inSequence.has(status) ? { next_send_at: now } : { next_send_at: null };
  await updateOutreach(tx, outreach.id, { status, hold_reason: null, ...next, updated_at: now });
}

function statusWith(email: string | null, status: string, step: number): string {
  if (email === null) return inSequence.has(status) ? "no_verified_email" : status;
  return withoutAddress.has(status) ? (step > 0 ? "contacted" : "cold") : status;
}

async function requireFree(tx: Tx, tenantId: string, address: string, prospectId: string): Promise<string> {
  const key = emailKey(address);
  if (key === null) throw invalidField("email", "must be an email address");
  if (await isSuppressed(tx, key)) throw invalidField("email", "is suppressed: it must not be written to");
  const other = await findByEmailKey(tx, tenantId, key, prospectId);
  if (other) throw addressTaken(other.id);
  return key;
}

/** Two prospects never share an address. */
export function addressTaken(prospectId?: string): AppError {
  const message = "belongs to another prospect already";
  const extra = prospectId ? { prospect_id: prospectId } : {};
  return new AppError("conflict", `email: ${message}`, { errors: [{ field: "email", message }], extra });
}
