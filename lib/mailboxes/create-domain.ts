import { writeAudit } from "#lib/audit/write-audit.ts";
import type { Tx } from "#lib/db/types.ts";
import { isUniqueViolation } from "#lib/db/unique-violation.ts";
import { checkDomain } from "#lib/domain-auth/check-domain.ts";
import type { EngineContext } from "#lib/engine/context.ts";
import { AppError, invalidField } from "#lib/errors/app-error.ts";
import { announceChange } from "#lib/settings/announce-change.ts";
import { asciiDomain } from "#lib/shared/email-key.ts";
import { isFreeMailDomain } from "#lib/shared/free-mail.ts";
import type { CreateDomainBody, DomainView } from "./contract-domain.ts";
import { getDomain } from "./list-domains.ts";
import { taken } from "./refusals.ts";
import { findDomainForShare, insertDomain, updateDomainRow } from "./repo-domains.ts";
import type { Change } from "./types.ts";
import { readWarmupStart } from "./warmup-start.ts";

type Request = Change & { body: CreateDomainBody };

/**
 * Adds a sending domain and looks its SPF, DKIM and DMARC up; one that was archived comes back with its history.
 * @throws AppError validation_failed; conflict when it is here already; domain_in_use when another tenant sends from it
 */
export async function createDomain(ctx: EngineContext, { body, ...change }: Request): Promise<DomainView> {
  const { tenantId } = change;
  const domain = readDomainName(body.domain);
  const warmupStartedAt = readWarmupStart(body.warmup_started_at ?? null, ctx.now());
  const id = await ctx
    .forTenant(tenantId, (tx) => addDomain(tx, change, domain, warmupStartedAt, ctx.now()))
    .catch((error: unknown) => {
      throw isUniqueViolation(error) ? domainInUse(domain) : error;
    });
  await checkDomain(ctx, { tenantId, id, isAnnounced: true });
  await announceChange(ctx, tenantId);
  return getDomain(ctx, { tenantId, id });
}

async function addDomain(tx: Tx, change: Change, domain: string, warmupStartedAt: Date | null, now: Date) {
  const { tenantId } = change;
  const existing = await findDomainForShare(tx, tenantId, domain);
  if (existing && !existing.archived_at) throw taken("domain", `${domain} is one of your sending domains already`);
  const values = { tenant_id: tenantId, domain, warmup_started_at: warmupStartedAt, created_at: now };
  const id = existing?.id ?? (await insertDomain(tx, values));
  if (existing) await updateDomainRow(tx, tenantId, id, restored(warmupStartedAt));
  await writeAudit(tx, {
    ...change,
    action: existing ? "domain.restored" : "domain.created",
    targetKind: "domain",
    targetId: id,
    after: { domain, warmup_started_at: warmupStartedAt },
  });
  return id;
}

/** A domain that comes back keeps its warm-up unless told otherwise; after 30 idle days that starts anew by itself. */
function restored(warmupStartedAt: Date | null) {
  return { archived_at: null, ...(warmupStartedAt && { warmup_started_at: warmupStartedAt, last_reserved_at: null }) };
}

function readDomainName(text: string): string {
  const domain = asciiDomain(text);
  if (domain === null) throw invalidField("domain", "must be a domain name such as mail.example.com");
  if (isFreeMailDomain(domain))
    throw invalidField("domain", `${domain} belongs to a mail provider: use a domain of your own`);
  return domain;
}

function domainInUse(domain: string): AppError {
  return new AppError("domain_in_use", `${domain} is a sending domain of another tenant: it can belong to one only.`, {
    errors: [{ field: "domain", message: "is in use elsewhere" }],
  });
}
