import type { Reputation } from "#lib/reputation/types.ts";
import { warmUp } from "#lib/sending/policy/warm-up.ts";
import { localTimeOf } from "#lib/shared/zone-clock.ts";
import type { DomainView } from "./contract-domain.ts";
import { toHealthView } from "./health-view.ts";
import type { DomainRow } from "./repo-domains.ts";

export type DomainFacts = {
  zone: string;
  now: Date;
  reputations: ReadonlyMap<string, Reputation>;
  caps: ReadonlyMap<string, number>;
};

/** A sending domain as the API answers it, with where it stands in its warm-up today. */
export function toDomainView(row: DomainRow, { zone, now, reputations, caps }: DomainFacts): DomainView {
  const dayOf = (at: Date | null) => (at === null ? null : localTimeOf(zone, at.getTime()).day);
  const { cap, dayOfWarmUp, factor } = warmUp({
    startedDay: dayOf(row.warmup_started_at),
    lastReservedDay: dayOf(row.last_reserved_at),
    day: localTimeOf(zone, now.getTime()).day,
    reputation: reputations.get(row.domain) ?? null,
  });
  return {
    id: row.id,
    domain: row.domain,
    mailbox_count: row.mailbox_count,
    warmup_started_at: row.warmup_started_at?.toISOString() ?? null,
    last_reserved_at: row.last_reserved_at?.toISOString() ?? null,
    warm_up: { day: dayOfWarmUp, cap, factor },
    cap_today: caps.get(row.id) ?? 0,
    used_today: row.used_today,
    auth_status: row.auth_status as DomainView["auth_status"],
    auth_checked_at: row.auth_checked_at?.toISOString() ?? null,
    ...toHealthView(row),
    archived_at: row.archived_at?.toISOString() ?? null,
    version: row.version,
    created_at: row.created_at.toISOString(),
  };
}
