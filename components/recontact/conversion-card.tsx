import { Card } from "#components/ui/card.tsx";
import { EmptyState } from "#components/ui/empty-state.tsx";
import { RowHeader, Table, Td, Th } from "#components/ui/table.tsx";
import { formatCount, formatRateOf } from "#lib/format/number.ts";
import type { RecontactStats } from "#lib/recontact/contract.ts";
import { cycleLabel } from "#lib/shared/cycle-words.ts";

/** What came of the first email of each cycle: whether returning is worth it. */
export function ConversionCard({ rows }: { rows: RecontactStats["conversion_by_cycle"] }) {
  return (
    <Card title="Results by cycle" description="Prospects first emailed in the last 90 days." flush>
      {rows.length === 0 ? (
        <EmptyState title="Nobody was emailed in the last 90 days" />
      ) : (
        <Table caption="Results by cycle">
          <thead>
            <tr>
              <Th>Cycle</Th>
              <Th numeric>Emailed</Th>
              <Th numeric>Opened</Th>
              <Th numeric>Clicked</Th>
              <Th numeric>Replied</Th>
            </tr>
          </thead>
          <tbody>
            {rows.map((row) => (
              <tr key={row.cycle}>
                <RowHeader>{cycleLabel(row.cycle)}</RowHeader>
                <Td numeric>{formatCount(row.contacted)}</Td>
                <Td numeric>{formatRateOf(row.opened, row.contacted)}</Td>
                <Td numeric>{formatRateOf(row.clicked, row.contacted)}</Td>
                <Td numeric>{formatRateOf(row.replied, row.contacted)}</Td>
              </tr>
            ))}
          </tbody>
        </Table>
      )}
    </Card>
  );
}
