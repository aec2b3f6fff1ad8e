import { z } from "zod";
import type { EngineContext } from "#lib/engine/context.ts";
import { notFound } from "#lib/errors/app-error.ts";
import { decodeCursor, type Page, toPage } from "#lib/http/paging.ts";
import { readHealthMaps } from "#lib/reputation/read-health-maps.ts";
import { loadSettings } from "#lib/settings/repo.ts";
import { calendarDay } from "#lib/shared/zone-clock.ts";
import type { DomainView } from "./contract-domain.ts";
import { toDomainView } from "./domain-view.ts";
import { readCaps } from "./read-caps.ts";
import { selectDomains } from "./repo-domains.ts";
import { type ListQuery, mostExported, onlyOne, type PlaceFilter, type PlacePage } from "./types.ts";

/** Sending domains by name. */
export async function listDomains(ctx: EngineContext, query: ListQuery): Promise<Page<DomainView>> {
  const { tenantId, limit, cursor, archived, q } = query;
  const after = decodeCursor(cursor, z.tuple([z.string()]))?.[0] ?? null;
  const { rows, facts } = await load(ctx, tenantId, { archived, q }, { after, limit: limit + 1 });
  return toPage(
    rows,
    limit,
    (row) => [row.domain],
    (row) => toDomainView(row, facts),
  );
}

/** Every sending domain that is not archived, by name. */
export async function readDomains(ctx: EngineContext, tenantId: string): Promise<DomainView[]> {
  const { rows, facts } = await load(ctx, tenantId, { archived: false }, { after: null, limit: mostExported });
  return rows.map((row) => toDomainView(row, facts));
}

/** @throws AppError not_found */
export async function getDomain(ctx: EngineContext, query: { tenantId: string; id: string }): Promise<DomainView> {
  const { rows, facts } = await load(ctx, query.tenantId, { id: query.id }, onlyOne);
  if (!rows[0]) throw notFound("sending domain");
  return toDomainView(rows[0], facts);
}

async function load(ctx: EngineContext, tenantId: string, filter: PlaceFilter, page: PlacePage) {
  const now = ctx.now();
  // Reputation only lowers and bends caps: without it the list is still worth having.
  const health = await readHealthMaps(ctx, tenantId).catch(() => null);
  return ctx.forTenant(tenantId, async (tx) => {
    const settings = await loadSettings(tx, tenantId);
    const zone = settings.send_timezone;
    const rows = await selectDomains(tx, tenantId, filter, page, calendarDay(zone, now));
    const mailboxIds = rows.flatMap((row) => row.mailbox_ids);
    const { domains: caps } = await readCaps(tx, tenantId, { settings, health, now, mailboxIds });
    return { rows, facts: { zone, now, reputations: health?.domains ?? new Map(), caps } };
  });
}
