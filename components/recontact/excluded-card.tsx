"use client";
import { BarList } from "#components/overview/bar-list.tsx";
import { Card } from "#components/ui/card.tsx";
import { EmptyState } from "#components/ui/empty-state.tsx";
import { formatPlural } from "#lib/format/number.ts";
import type { RecontactStats } from "#lib/recontact/contract.ts";
import { groupLabel } from "./group-words.ts";

/** Rested prospects who do not come back, by reason; each leads to the people. */
export function ExcludedCard({ excluded }: { excluded: RecontactStats["excluded"] }) {
  const total = excluded.reduce((sum, row) => sum + row.count, 0);
  const rows = excluded.map(({ reason, count }) => ({
    key: reason,
    label: groupLabel(reason),
    count,
    href: `/recontact?who=${reason}#who`,
  }));
  return (
    <Card
      title="Who does not return"
      description={`${formatPlural(total, "prospect")} whose cooldown is over, by reason.`}
    >
      {rows.length === 0 ? (
        <EmptyState title="Nobody is left out" />
      ) : (
        <BarList rows={rows} label="Prospects who do not return, by reason" />
      )}
    </Card>
  );
}
