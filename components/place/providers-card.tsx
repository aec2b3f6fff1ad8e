import { Card } from "#components/ui/card.tsx";
import { EmptyState } from "#components/ui/empty-state.tsx";
import { RowHeader, Table, Td, Th } from "#components/ui/table.tsx";
import { formatCount, formatRate } from "#lib/format/number.ts";
import type { HistoryAnswer } from "#lib/history/contract.ts";
import { MeasuredRate } from "./measured-cells.tsx";

const NAMES = { google: "Google", microsoft: "Microsoft", yahoo: "Yahoo", other: "Others" };

/** The same range by who runs the recipients' mail: trouble with one of them looks small in the whole. */
export function ProvidersCard({ history: { providers, totals } }: { history: HistoryAnswer }) {
  return (
    <Card flush title="Recipient providers" description="Who runs the recipients' mail, by the MX host at hand-over.">
      {providers.length === 0 ? (
        <EmptyState title="Nothing was sent in this range" />
      ) : (
        <Table caption="Recipient providers">
          <thead>
            <tr>
              <Th>Provider</Th>
              <Th numeric>Sent</Th>
              <Th numeric>Bounced</Th>
              <Th numeric>Complaints</Th>
              <Th numeric>Blocked</Th>
              <Th numeric>Opened</Th>
            </tr>
          </thead>
          <tbody>
            {providers.map((row) => (
              <tr key={row.provider}>
                <RowHeader>{NAMES[row.provider]}</RowHeader>
                <Td numeric>
                  {formatCount(row.sent)}
                  <span className="block text-xs text-ink-muted">
                    {formatRate(totals.sent === 0 ? null : row.sent / totals.sent, 0)}
                  </span>
                </Td>
                <Td numeric>
                  <MeasuredRate measured={row.bounce} />
                </Td>
                <Td numeric>
                  <MeasuredRate measured={row.complaint} digits={2} />
                </Td>
                <Td numeric>
                  <MeasuredRate measured={row.block} />
                </Td>
                <Td numeric>
                  <MeasuredRate measured={row.open} />
                </Td>
              </tr>
            ))}
          </tbody>
        </Table>
      )}
    </Card>
  );
}
