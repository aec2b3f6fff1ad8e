import { z } from "zod";
import type { EngineContext } from "#lib/engine/context.ts";
import { notFound } from "#lib/errors/app-error.ts";
import { decodeCursor, type Page, toPage } from "#lib/http/paging.ts";
import { loadSettings } from "#lib/settings/repo.ts";
import { calendarDay } from "#lib/shared/zone-clock.ts";
import type { MailboxView } from "./contract-mailbox.ts";
import { toMailboxView } from "./mailbox-view.ts";
import { type MailboxFilter, selectMailboxes } from "./repo-mailboxes.ts";
import { type ListQuery, onlyOne, type PlacePage } from "./types.ts";

type MailboxListQuery = ListQuery & { domainId?: string; connectionId?: string };

/** Mailboxes by address. */
export async function listMailboxes(ctx: EngineContext, query: MailboxListQuery): Promise<Page<MailboxView>> {
  const { tenantId, limit, cursor, ...filter } = query;
  const after = decodeCursor(cursor, z.tuple([z.string()]))?.[0] ?? null;
  const rows = await load(ctx, tenantId, filter, { after, limit: limit + 1 });
  return toPage(rows, limit, (row) => [row.from_email], toMailboxView);
}

/** @throws AppError not_found */
export async function getMailbox(ctx: EngineContext, query: { tenantId: string; id: string }): Promise<MailboxView> {
  const [row] = await load(ctx, query.tenantId, { id: query.id }, onlyOne);
  if (!row) throw notFound("mailbox");
  return toMailboxView(row);
}

async function load(ctx: EngineContext, tenantId: string, filter: MailboxFilter, page: PlacePage) {
  return ctx.forTenant(tenantId, async (tx) => {
    const { send_timezone: zone } = await loadSettings(tx, tenantId);
    return selectMailboxes(tx, tenantId, filter, page, calendarDay(zone, ctx.now()));
  });
}
