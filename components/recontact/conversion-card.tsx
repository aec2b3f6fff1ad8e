import { Card } from "#components/ui/card.tsx";
import { EmptyState } from "#components/ui/empty-state.tsx";
import { RowHeader, Table, Td, Th } from "#components/ui/table.tsx";
import { formatCount, formatRate } from "#lib/format/number.ts";
import type { RecontactStats } from "#lib/recontact/contract.ts";
import { cycleLabel } from "#lib/shared/cycle-words.ts";

const RESULTS = [
  { name: "opened", label: "Opened" },
  { name: "clicked", label: "Clicked" },
  { name: "replied", label: "Replied" },
  { name: "interested", label: "Interested" },
  { name: "demo", label: "Demo" },
  { name: "won", label: "Won" },
] as const;

/** What came of the emails of each cycle: whether returning is worth it. */
export function ConversionCard({ rows }: { rows: RecontactStats["conversion_by_cycle"] }) {
  return (
    <Card
      title="Results by cycle"
      description="Prospects emailed in the last 90 days. Interested, demo and won count who is at that stage now or past it."
      flush
    >
      {rows.length === 0 ? (
        <EmptyState title="Nobody was emailed in the last 90 days" />
      ) : (
        <Table caption="Results by cycle">
          <thead>
            <tr>
              <Th>Cycle</Th>
              <Th numeric>Emailed</Th>
              {RESULTS.map(({ name, label }) => (
                <Th key={name} numeric>
                  {label}
                </Th>
              ))}
            </tr>
          </thead>
          <tbody>
            {rows.map((row) => (
              <tr key={row.cycle}>
                <RowHeader className="whitespace-nowrap">{cycleLabel(row.cycle)}</RowHeader>
                <Td numeric>{formatCount(row.contacted)}</Td>
                {RESULTS.map(({ name }) => (
                  <Td key={name} numeric>
                    {formatCount(row[name])}
                    <span className="block text-xs text-ink-muted">{formatRate(row[name] / row.contacted)}</span>
                  </Td>
                ))}
              </tr>
            ))}
          </tbody>
        </Table>
      )}
    </Card>
  );
}
