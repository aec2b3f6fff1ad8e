import type { Tx } from "#lib/db/types.ts";
import type { EngineContext } from "#lib/engine/context.ts";
import { notFound } from "#lib/errors/app-error.ts";
import { epochHourOf } from "#lib/reputation/policy/booking-hour.ts";
import { findRollUpState } from "#lib/reputation/repo-roll-up.ts";
import { loadSettings } from "#lib/settings/repo.ts";
import { type RecipientProvider, recipientProviders } from "#lib/shared/recipient-provider.ts";
import type { HistoryAnswer, HistoryRange } from "./contract.ts";
import { loadDaily } from "./load-daily.ts";
import { loadHourly } from "./load-hourly.ts";
import { linesOf, ratesOf, sumsOf } from "./policy/rates.ts";
import { addCounts } from "./policy/series.ts";
import { findScopeRow } from "./repo.ts";
import { spans } from "./thresholds.ts";
import type { HistoryScope, Loaded } from "./types.ts";

export type HistoryRequest = {
  tenantId: string;
  scope: HistoryScope;
  range: HistoryRange;
  provider?: RecipientProvider;
};

/**
 * What a scope sent and what became of it over a range, hour by hour up to 7 days and day by day beyond, without gaps, with rates, score
 * and the split by recipient provider. Rolled-up counts as far as they go, the ledger and the events for the hours since: so the last
 * point is of this moment, and a read never costs more than its range.
 * @throws AppError not_found, for another tenant's id too
 */
export async function readHistory(ctx: EngineContext, request: HistoryRequest): Promise<HistoryAnswer> {
  const { tenantId, scope, range } = request;
  const provider = request.provider ?? null;
  const now = ctx.now();
  return ctx.forTenant(tenantId, async (tx) => {
    const { name, scopeIndex } = await findScope(tx, tenantId, scope);
    const rollUp = await findRollUpState(tx, tenantId);
    const timeZone = rollUp?.time_zone ?? (await loadSettings(tx, tenantId)).send_timezone;
    const { step, count } = spans[range];
    const load = step === "hour" ? loadHourly : loadDaily;
    const span = { tenantId, scopeIndex, count, timeZone, open: epochHourOf(now), rolledTo: rollUp?.rolled_to ?? 0 };
    const loaded = await load(tx, span, provider);
    return {
      scope: { kind: scope.kind, id: scope.id ?? null, name },
      range,
      provider,
      step,
      time_zone: timeZone,
      generated_at: now.toISOString(),
      ...toAnswer(loaded),
      lines: linesOf(scope.kind),
    };
  });
}

/** Number -1 is nobody's: a scope that has never sent has no counts. */
async function findScope(tx: Tx, tenantId: string, scope: HistoryScope) {
  if (scope.kind === "global") return { name: null, scopeIndex: 0 };
  const row = await findScopeRow(tx, tenantId, scope);
  if (row === null) throw notFound(scope.kind === "domain" ? "sending domain" : scope.kind);
  return { name: row.name, scopeIndex: row.scope_index ?? -1 };
}

function toAnswer({ points, byProvider }: Loaded): Pick<HistoryAnswer, "points" | "totals" | "providers"> {
  return {
    points: points.map(({ at, counts, score }) => {
      const { untracked: _untracked, ...shown } = counts;
      return { at: at.toISOString(), ...shown, ...ratesOf(counts), score };
    }),
    totals: sumsOf(addCounts(...points.map((point) => point.counts))),
    providers: recipientProviders.flatMap((provider) => {
      const rows = byProvider.filter((row) => row.provider === provider);
      const counts = addCounts(...rows);
      const isSilent = Object.values(counts).every((n) => n === 0);
      return isSilent ? [] : [{ provider, ...sumsOf(counts) }];
    }),
  };
}
