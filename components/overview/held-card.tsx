import { Card } from "#components/ui/card.tsx";
import { EmptyState } from "#components/ui/empty-state.tsx";
import type { CommandCenter } from "#lib/command-center/contract.ts";
import { describeReason } from "#lib/shared/reasons.ts";
import { BarList } from "./bar-list.tsx";

/** Prospects in the sequence without a next send, by reason. */
export function HeldCard({ held }: { held: CommandCenter["held"] }) {
  const rows = held.map(({ reason, label, count }) => ({
    key: reason,
    label,
    count,
    detail: `Ends with: ${describeReason(reason).clears}`,
    href: `/prospects?hold_reason=${encodeURIComponent(reason)}`,
  }));
  return (
    <Card title="Held" description="In the sequence, but without a next email until something changes.">
      {rows.length === 0 ? (
        <EmptyState title="Nobody is held" />
      ) : (
        <BarList rows={rows} label="Held prospects by reason" />
      )}
    </Card>
  );
}
