import { z } from "zod";
import type { EngineContext } from "#lib/engine/context.ts";
import { notFound } from "#lib/errors/app-error.ts";
import { decodeCursor, type Page, toPage } from "#lib/http/paging.ts";
import { readHealthMaps } from "#lib/reputation/read-health-maps.ts";
import { loadSettings } from "#lib/settings/repo.ts";
import { calendarDay } from "#lib/shared/zone-clock.ts";
import type { MailboxView } from "./contract-mailbox.ts";
import { toMailboxView } from "./mailbox-view.ts";
import { readCaps } from "./read-caps.ts";
import { type MailboxFilter, selectMailboxes } from "./repo-mailboxes.ts";
import { type ListQuery, onlyOne, type PlacePage } from "./types.ts";

type MailboxListQuery = ListQuery & { domainId?: string; connectionId?: string };

/** Mailboxes by address. */
export async function listMailboxes(ctx: EngineContext, query: MailboxListQuery): Promise<Page<MailboxView>> {
  const { tenantId, limit, cursor, ...filter } = query;
  const after = decodeCursor(cursor, z.tuple([z.string()]))?.[0] ?? null;
  const { rows, caps } = await load(ctx, tenantId, filter, { after, limit: limit + 1 });
  return toPage(
    rows,
    limit,
    (row) => [row.from_email],
    (row) => toMailboxView(row, caps),
  );
}

/** @throws AppError not_found */
export async function getMailbox(ctx: EngineContext, query: { tenantId: string; id: string }): Promise<MailboxView> {
  const { rows, caps } = await load(ctx, query.tenantId, { id: query.id }, onlyOne);
  if (!rows[0]) throw notFound("mailbox");
  return toMailboxView(rows[0], caps);
}

async function load(ctx: EngineContext, tenantId: string, filter: MailboxFilter, page: PlacePage) {
  const now = ctx.now();
  // Reputation only lowers caps: without it the list is still worth having.
  const health = await readHealthMaps(ctx, tenantId).catch(() => null);
  return ctx.forTenant(tenantId, async (tx) => {
    const settings = await loadSettings(tx, tenantId);
    const rows = await selectMailboxes(tx, tenantId, filter, page, calendarDay(settings.send_timezone, now));
    const mailboxIds = rows.map((row) => row.id);
    const { mailboxes: caps } = await readCaps(tx, tenantId, { settings, health, now, mailboxIds });
    return { rows, caps };
  });
}
