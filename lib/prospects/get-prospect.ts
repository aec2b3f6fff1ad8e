import type { Tx } from "#lib/db/types.ts";
import type { EngineContext } from "#lib/engine/context.ts";
import { notFound } from "#lib/errors/app-error.ts";
import { readHealth } from "#lib/sequencing/open-run.ts";
import { timeZoneOfProspect } from "#lib/sequencing/policy/time-zone.ts";
import { loadSettings } from "#lib/settings/repo.ts";
import { emailKey } from "#lib/shared/email-key.ts";
import { findSuppressionOf } from "#lib/suppressions/find-suppressed.ts";
import type { ProspectDetail, ProspectSuppression } from "./contract-detail.ts";
import { describeNext } from "./describe-next.ts";
import { type FoundProspect, profileOf, progressOf } from "./describe-prospect.ts";
import { nextSendAt } from "./glance-next.ts";
import { readTimeline } from "./read-timeline.ts";
import { refusalsOf } from "./refusals-of.ts";
import { findCampaignOf, findProspectWithOutreach } from "./repo.ts";
import { hasBounced } from "./repo-change.ts";
import { listSteering } from "./repo-undo.ts";
import { toSteeringAct } from "./to-steering-act.ts";

/** Of what people did to one prospect the page tells the latest; the audit log has all. */
const mostActs = 50;

/**
 * A prospect with its outreach, what comes next and why, and everything that happened across its cycles.
 * @throws AppError not_found, for another tenant's id too
 */
export async function getProspect(
  ctx: EngineContext,
  query: { tenantId: string; prospectId: string },
): Promise<ProspectDetail> {
  const now = ctx.now();
  const health = await readHealth(ctx, query.tenantId, now);
  return ctx.forTenant(query.tenantId, async (tx) => {
    const prospect = await findProspectWithOutreach(tx, query.tenantId, query.prospectId);
    const outreach = prospect?.outreach[0];
    if (!prospect || !outreach) throw notFound("prospect");
    const acts = (await listSteering(tx, query.tenantId, prospect.id, mostActs)).map(toSteeringAct);
    const { emails, entries, isCut } = await readTimeline(tx, query.tenantId, { outreach, acts }, now);
    const settings = await loadSettings(tx, query.tenantId);
    const place = { zip: prospect.zip, stateCode: prospect.state_code };
    const zone = timeZoneOfProspect(place) ?? settings.send_timezone;
    const campaign = await findCampaignOf(tx, query.tenantId, outreach.campaign_id);
    const isRecontactAvailable = ctx.config.isRecontactEnabled;
    const suppression = await suppressionOf(tx, query.tenantId, prospect.email);
    const isAddressBounced = await isBounced(tx, prospect, outreach.id);
    const given = {
      ...{ outreach, emails, acts, campaign, settings, zone, place, health, isRecontactAvailable },
      hasNewAddress: prospect.email_key !== null && !isAddressBounced,
    };
    const next = await describeNext(tx, given, now);
    return {
      ...profileOf(prospect),
      ...progressOf(outreach),
      campaign,
      suppression,
      refusals: refusalsOf({ prospect, outreach, isSuppressed: suppression !== null, isAddressBounced }),
      time_zone: zone,
      next_send_at: nextSendAt(next, outreach.next_send_at),
      next,
      timeline: entries,
      is_timeline_cut: isCut,
    };
  });
}

function isBounced(
  tx: Tx,
  { tenant_id: tenantId, email }: FoundProspect,
  outreachId: string,
): Promise<boolean> | false {
  return email !== null && hasBounced(tx, tenantId, outreachId, email);
}

/** By the address itself: a duplicate has no key of its own. */
async function suppressionOf(tx: Tx, tenantId: string, email: string | null): Promise<ProspectSuppression | null> {
  const key = email === null ? null : emailKey(email);
  const found = key === null ? null : await findSuppressionOf(tx, tenantId, key);
  if (!found) return null;
  const { id, kind, value, reason, created_at } = found;
  return { id, kind: kind as ProspectSuppression["kind"], value, reason, created_at: created_at.toISOString() };
}
