import { z } from "zod";
import type { Tx } from "#lib/db/types.ts";
import type { EngineContext } from "#lib/engine/context.ts";
import { compareSenders, senderEffect } from "#lib/health/compare-senders.ts";
import { decodeCursor, encodeCursor } from "#lib/http/paging.ts";
import { countChangedReturns, listChangedReturns, type ReturnsList } from "#lib/recontact/compare-returns.ts";
import { forecastUnder } from "#lib/recontact/forecast-recontact.ts";
import { type AffectedProspect, listAffectedProspects } from "#lib/sequencing/compare-next-sends.ts";
import type { NextSend } from "#lib/sequencing/policy/next-send.ts";
import type { NextSendEffect } from "#lib/sequencing/policy/next-send-comparison.ts";
import { type ProspectName, readProspectNames } from "#lib/sequencing/repo-comparison.ts";
import type { Settings } from "./contract.ts";
import type { AffectedEffect, AffectedItem, AffectedPage } from "./contract-affected.ts";
import { sendersChange } from "./preview-settings.ts";
import { refuseConflicts } from "./refuse-conflicts.ts";
import { loadSettings } from "./repo.ts";

type Request = {
  tenantId: string;
  change: Partial<Settings>;
  effect: AffectedEffect;
  limit: number;
  cursor?: string;
  /** how many open prospects are looked at */
  most?: number;
};

const returnsOf = { newly_eligible: "newly", no_longer_eligible: "no_longer", returning: "all" } as const;
type ReturnsKind = keyof typeof returnsOf;

/**
 * A page of the people or mailboxes behind one count of `previewSettings` for the same change, and how many there are.
 * @throws AppError validation_failed as the change itself would be refused, and for a cursor of another list
 */
export async function listAffected(ctx: EngineContext, request: Request): Promise<AffectedPage> {
  const { effect } = request;
  if (effect.kind === "newly_sending" || effect.kind === "stopped_sending") return listSenders(ctx, request);
  if (effect.kind in returnsOf) return listReturns(ctx, request, effect.kind as ReturnsKind);
  return listProspects(ctx, request, effect as NextSendEffect);
}

async function listSenders(ctx: EngineContext, request: Request): Promise<AffectedPage> {
  const { tenantId, change, effect } = request;
  const compared = await compareSenders(ctx, { tenantId, change: sendersChange(change) });
  const found = compared.filter((sender) => senderEffect(sender) === effect.kind);
  return cut({ found, isComplete: true }, request, async (shown) =>
    shown.map(({ id, fromEmail, domain, before, after }) => ({
      kind: "mailbox" as const,
      id,
      title: fromEmail,
      detail: domain,
      before: { at: null, reason: before },
      after: { at: null, reason: after },
    })),
  );
}

async function listProspects(ctx: EngineContext, request: Request, effect: NextSendEffect): Promise<AffectedPage> {
  const { tenantId, change, most } = request;
  return ctx.forTenant(tenantId, async (tx) => {
    const before = await loadSettings(tx, tenantId);
    const after = merged(before, change);
    const affected = await listAffectedProspects(tx, { tenantId, before, after, now: ctx.now(), effect, most });
    return cut(affected, request, async (shown) => {
      const names = await readProspectNames(
        tx,
        tenantId,
        shown.map(({ prospectId }) => prospectId),
      );
      const nameOf = new Map(names.map((row) => [row.id, row]));
      return shown.map((one) => toProspect(one, nameOf.get(one.prospectId)));
    });
  });
}

async function listReturns(ctx: EngineContext, request: Request, kind: ReturnsKind): Promise<AffectedPage> {
  const { tenantId, change, limit } = request;
  const at = decodeCursor(request.cursor, z.tuple([z.iso.datetime(), z.uuid(), z.int()]));
  return ctx.forTenant(tenantId, async (tx) => {
    const before = await loadSettings(tx, tenantId);
    const after = merged(before, change);
    const compared = { tenantId, before, after, now: ctx.now() };
    const total = await countReturns(ctx, tx, compared, kind);
    const shown = at?.[2] ?? 0;
    const list: ReturnsList = {
      which: returnsOf[kind],
      after: at && { sentAt: at[0], id: at[1] },
      limit: Math.max(0, Math.min(limit, total - shown)),
    };
    const rows = await listChangedReturns(tx, compared, list);
    const last = rows.at(-1);
    const hasMore = last !== undefined && shown + rows.length < total;
    return {
      total,
      at_least: false,
      items: rows.map(({ prospect_id: id, ...row }) => ({ ...named({ id, ...row }), before: null, after: null })),
      next_cursor: hasMore
        ? encodeCursor([last.last_email_sent_at.toISOString(), last.outreach_id, shown + rows.length])
        : null,
    };
  });
}

async function countReturns(
  ctx: EngineContext,
  tx: Tx,
  compared: Parameters<typeof countChangedReturns>[1],
  kind: ReturnsKind,
): Promise<number> {
  const { tenantId, after: settings } = compared;
  if (kind === "returning") return (await forecastUnder(ctx, tx, { tenantId, settings })).total_returning;
  const changed = await countChangedReturns(tx, compared);
  return kind === "newly_eligible" ? changed.newly : changed.no_longer;
}

function merged(before: Settings, change: Partial<Settings>): Settings {
  const after = { ...before, ...change };
  refuseConflicts(after);
  return after;
}

/** A page of a list that is worked out as a whole, by position. */
async function cut<Row>(
  { found: rows, isComplete }: { found: readonly Row[]; isComplete: boolean },
  { cursor, limit }: Request,
  toItems: (rows: readonly Row[]) => Promise<AffectedItem[]>,
): Promise<AffectedPage> {
  const from = decodeCursor(cursor, z.tuple([z.int().nonnegative()]))?.[0] ?? 0;
  const until = from + limit;
  return {
    total: rows.length,
    at_least: !isComplete,
    items: await toItems(rows.slice(from, until)),
    next_cursor: until < rows.length ? encodeCursor([until]) : null,
  };
}

function toProspect({ prospectId: id, before, after }: AffectedProspect, name: ProspectName | undefined): AffectedItem {
  const person = named(name ?? { id, name: null, company: null, email: null });
  return { ...person, before: outcomeOf(before), after: outcomeOf(after) };
}

function named({ id, name, company, email }: ProspectName) {
  const title = company ?? name ?? email ?? "Unnamed prospect";
  return { kind: "prospect" as const, id, title, detail: title === email ? null : email };
}

function outcomeOf(next: NextSend): AffectedItem["before"] {
  return {
    at: next.kind === "send" ? next.at.toISOString() : null,
    reason: next.kind === "hold" ? next.reason : null,
  };
}
