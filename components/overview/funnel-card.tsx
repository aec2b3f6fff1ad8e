import { prospectStatusWord } from "#components/prospects/prospect-words.ts";
import { Card } from "#components/ui/card.tsx";
import { EmptyState } from "#components/ui/empty-state.tsx";
import type { CommandCenter } from "#lib/command-center/contract.ts";
import { formatPlural } from "#lib/format/number.ts";
import { BarList } from "./bar-list.tsx";

/** Prospects by status. */
export function FunnelCard({ funnel }: { funnel: CommandCenter["funnel"] }) {
  const rows = funnel
    .filter((row) => row.count > 0)
    .map(({ status, count }) => ({
      key: status,
      label: prospectStatusWord(status).label,
      count,
      href: `/prospects?status=${encodeURIComponent(status)}`,
    }));
  const total = rows.reduce((sum, row) => sum + row.count, 0);
  return (
    <Card title="Prospects by status" description={formatPlural(total, "prospect")}>
      {rows.length === 0 ? (
        <EmptyState title="There are no prospects yet">Import a CSV file under Prospects.</EmptyState>
      ) : (
        <BarList rows={rows} label="Prospects by status" />
      )}
    </Card>
  );
}
