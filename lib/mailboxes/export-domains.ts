import { writeAudit } from "#lib/audit/write-audit.ts";
import type { EngineContext } from "#lib/engine/context.ts";
import { csvLines } from "#lib/format/csv-lines.ts";
import type { JudgedDomain } from "#lib/health/judge-inventory.ts";
import { readJudgedHealth } from "#lib/health/read-email-health.ts";
import type { DomainView } from "./contract-domain.ts";
import { type CellValue, cellText, healthColumns } from "./export-columns.ts";
import { readDomains } from "./list-domains.ts";
import type { Change } from "./types.ts";

type Cell = (domain: JudgedDomain, place: DomainView | undefined) => CellValue;

const columns: Record<string, Cell> = {
  domain: ({ domain }) => domain,
  ...healthColumns,
  auth_status: (_, place) => place?.auth_status,
  mailboxes: (_, place) => place?.mailbox_count,
  warmup_started_at: (_, place) => place?.warmup_started_at,
  warmup_cap: (_, place) => place?.warm_up.cap,
  cap_today: (_, place) => place?.cap_today,
  used_today: (_, place) => place?.used_today,
};

/**
 * Sending domains with their health as CSV text: those of `ids` in that order, or all by name. Who took how many is in the audit log
 * before the first line is given.
 * @throws AppError dependency_unavailable when reputation cannot be read
 */
export async function exportDomains(
  ctx: EngineContext,
  { ids, ...change }: Change & { ids?: readonly string[] },
): Promise<AsyncGenerator<string>> {
  const [judged, places] = await Promise.all([
    readJudgedHealth(ctx, change.tenantId),
    readDomains(ctx, change.tenantId),
  ]);
  const byId = new Map(judged.domains.map((domain) => [domain.id, domain]));
  const wanted = ids ? ids.flatMap((id) => byId.get(id) ?? []) : judged.domains;
  await ctx.forTenant(change.tenantId, (tx) =>
    writeAudit(tx, {
      ...change,
      action: "domains.exported",
      targetKind: "domains",
      targetId: null,
      after: { count: wanted.length, of: judged.domains.length },
    }),
  );
  return csvLines(Object.keys(columns), onePage(wanted, new Map(places.map((place) => [place.id, place]))));
}

async function* onePage(domains: readonly JudgedDomain[], places: ReadonlyMap<string, DomainView>) {
  const cells = Object.values(columns);
  yield domains.map((domain) => cells.map((cell) => cellText(cell(domain, places.get(domain.id)))));
}
