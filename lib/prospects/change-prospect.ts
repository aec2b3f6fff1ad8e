import { changedFields } from "#lib/audit/changed-fields.ts";
import { writeAudit } from "#lib/audit/write-audit.ts";
import { retryOnConflict } from "#lib/db/retry-on-conflict.ts";
import type { Tx } from "#lib/db/types.ts";
import { isUniqueViolation } from "#lib/db/unique-violation.ts";
import type { EngineContext } from "#lib/engine/context.ts";
import { invalidField, notFound } from "#lib/errors/app-error.ts";
import { cancelOpenSends } from "#lib/sending/cancel-open-sends.ts";
import { recomputeNextSend } from "#lib/sequencing/recompute-next-send.ts";
import type { Actor } from "#lib/shared/actor.ts";
import { addressTaken, changeAddress } from "./change-address.ts";
import type { ProspectFields, ProspectPatch } from "./contract-change.ts";
import type { ProspectDetail } from "./contract-detail.ts";
import { customOf, profileOf } from "./describe-prospect.ts";
import { getProspect } from "./get-prospect.ts";
import { refuseConflict } from "./refuse-conflict.ts";
import { isMember, type LockedProspect, lockProspect, updateOutreach, updateProspect } from "./repo-change.ts";
import { refreshBands } from "./send-bands.ts";

type Request = { tenantId: string; actor: Actor; prospectId: string; patch: ProspectPatch; requestId?: string };

/**
 * Changes a prospect's profile with its custom fields, its owner, its notes, or gives it a status that people set. What that does to its mail happens in the
 * same transaction: open messages are cancelled where the address or the status says so, and the next send is worked out anew.
 * @throws AppError not_found; validation_failed by field; conflict when another prospect has the address; version_conflict when a field
 * is not what the patch says it was
 */
export async function changeProspect(ctx: EngineContext, request: Request): Promise<ProspectDetail> {
  await saveProspect(ctx, request);
  return getProspect(ctx, request);
}

/** As changeProspect, for callers that do not need the prospect. */
export async function saveProspect(ctx: EngineContext, request: Request): Promise<void> {
  const { tenantId, prospectId } = request;
  // Two that get the same address at once may wait for each other's: one is given up, and tried again it meets the other's.
  const save = () =>
    ctx.forTenant(tenantId, async (tx) => {
      const found = await lockProspect(tx, tenantId, prospectId);
      if (!found) throw notFound("prospect");
      await applyPatch(tx, found, request, ctx.now());
    });
  await retryOnConflict(save).catch((error: unknown) => {
    throw isUniqueViolation(error) ? addressTaken() : error;
  });
}

async function applyPatch(tx: Tx, found: LockedProspect, request: Request, now: Date): Promise<void> {
  const { tenantId, actor, prospectId, requestId } = request;
  const { base, ...patch } = request.patch;
  const { status, ...fields } = patch;
  if (base) {
    const current = profileOf(found.prospect);
    const stored = plain(found.prospect, base);
    await refuseConflict(tx, { tenantId, prospectId, base, wanted: fields, stored, current });
  }
  const before = { ...plain(found.prospect, patch), status: found.outreach.status };
  const changed = changedFields(before, patch);
  if (!changed) return;
  if (fields.owner_id) await requireMember(tx, tenantId, fields.owner_id);
  const { email, custom, ...profile } = pick(fields, changed.after);
  const enrichment = enrichedWith(found.prospect.enrichment, custom);
  await updateProspect(tx, prospectId, { ...profile, ...(custom && { enrichment }), updated_at: now });
  if (email !== undefined) await changeAddress(tx, { tenantId, found, address: email, now });
  if (status !== undefined && "status" in changed.after) {
    await leaveSequence(tx, tenantId, found, status, now);
    changed.before.hold_reason = found.outreach.hold_reason;
    changed.after.hold_reason = null;
  }
  const outreachIds = [found.outreach.id];
  await refreshBands(tx, tenantId, [prospectId]);
  await recomputeNextSend(tx, { tenantId, outreachIds, now });
  const target = { targetKind: "prospect", targetId: prospectId };
  await writeAudit(tx, { tenantId, actor, requestId, action: "prospect.changed", ...target, ...changed });
}

/** @throws AppError validation_failed when nobody of the tenant has this id */
export async function requireMember(tx: Tx, tenantId: string, ownerId: string): Promise<void> {
  if (!(await isMember(tx, tenantId, ownerId))) throw invalidField("owner_id", "is no member of this tenant");
}

/** What people's statuses have in common: nothing more is sent by the engine. */
async function leaveSequence(tx: Tx, tenantId: string, { outreach }: LockedProspect, status: string, now: Date) {
  const outreachIds = [outreach.id];
  await cancelOpenSends(tx, { tenantId, outreachIds, reason: "status_changed", now });
  await updateOutreach(tx, outreach.id, { status, next_send_at: null, hold_reason: null, updated_at: now });
}

/** As a patch names it: of the custom fields those that it names. */
function plain(
  prospect: LockedProspect["prospect"],
  { custom = {} }: Pick<ProspectPatch, "custom">,
): Record<string, unknown> {
  const stored = customOf(prospect.enrichment);
  return {
    ...prospect,
    google_rating: prospect.google_rating === null ? null : Number(prospect.google_rating),
    custom: Object.fromEntries(Object.keys(custom).map((name) => [name, stored[name] ?? null])),
  };
}

function enrichedWith(enrichment: unknown, custom: ProspectFields["custom"] = {}) {
  const merged = Object.entries({ ...customOf(enrichment), ...custom });
  const kept = Object.fromEntries(merged.filter((field): field is [string, string] => field[1] !== null));
  return { ...(enrichment as object), custom: kept };
}

/** Only what differs is written: a form may send everything it shows. */
function pick(fields: ProspectFields, changed: Record<string, unknown>): ProspectFields {
  return Object.fromEntries(Object.entries(fields).filter(([name]) => name in changed));
}
