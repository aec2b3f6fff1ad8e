"use client";
import { Card } from "#components/ui/card.tsx";
import { StatusBadge } from "#components/ui/status-badge.tsx";
import { RowHeader, Table, Td, Th } from "#components/ui/table.tsx";
import { formatRate } from "#lib/format/number.ts";
import type { HistoryAnswer } from "#lib/history/contract.ts";
import { MeasuredInterval, MeasuredRate } from "./measured-cells.tsx";
import { RATES, rateVerdict } from "./rate-verdict.ts";

/** The rates of a range against the lines that the guard and the score act on, with sample and interval. */
export function RatesCard({ history }: { history: HistoryAnswer }) {
  return (
    <Card
      flush
      title="Rates"
      description="Over the range above. The guard acts on the lower end of the interval, on 24 hours, 7 and 30 days since the last resume; the score on the open rate itself."
    >
      <Table caption="Rates against their lines">
        <thead>
          <tr>
            <Th>Rate</Th>
            <Th numeric>Measured</Th>
            <Th numeric>Interval</Th>
            <Th numeric>Slows</Th>
            <Th numeric>Stops</Th>
            <Th>Stands</Th>
          </tr>
        </thead>
        <tbody>
          {RATES.map(({ sum, line: key, label, digits, isFloor }) => {
            const measured = history.totals[sum];
            const line = history.lines[key];
            const verdict = rateVerdict(measured, line, isFloor);
            const side = isFloor ? "under " : "at ";
            return (
              <tr key={key}>
                <RowHeader>{label}</RowHeader>
                <Td numeric>
                  <MeasuredRate measured={measured} digits={digits} />
                </Td>
                <Td numeric>
                  <MeasuredInterval measured={measured} digits={digits} />
                </Td>
                <Td numeric>{line?.throttled ? side + formatRate(line.throttled, digits) : "–"}</Td>
                <Td numeric>{line?.paused ? side + formatRate(line.paused, digits) : "–"}</Td>
                <Td>
                  <StatusBadge tone={verdict.tone}>{verdict.label}</StatusBadge>
                </Td>
              </tr>
            );
          })}
        </tbody>
      </Table>
    </Card>
  );
}
