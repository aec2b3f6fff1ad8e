import { Card } from "#components/ui/card.tsx";
import { EmptyState } from "#components/ui/empty-state.tsx";
import { Sparkline } from "#components/ui/sparkline.tsx";
import { RowHeader, Table, Td, Th } from "#components/ui/table.tsx";
import type { CommandCenter, MessageCounts } from "#lib/command-center/contract.ts";
import { formatCount, formatRate } from "#lib/format/number.ts";
import { describeChange, describeRateChange } from "./describe-change.ts";
import { isUnmeasured } from "./open-measure.ts";

type Pipeline = CommandCenter["pipeline"];
type Base = "sent" | "delivered" | "measurable";
type Row = { name: keyof MessageCounts; label: string; of: Base | null; digits?: number };

const ROWS: readonly Row[] = [
  { name: "sent", label: "Sent", of: null },
  { name: "delivered", label: "Delivered", of: "sent" },
  { name: "opened", label: "Opened", of: "measurable" },
  { name: "clicked", label: "Clicked", of: "delivered" },
  { name: "replied", label: "Replied", of: "delivered" },
  { name: "bounced", label: "Bounced", of: "sent" },
  { name: "complained", label: "Complaints", of: "sent", digits: 2 },
];

/** The last 30 days, a line each, against the 30 days before. */
export function MonthCard({ pipeline }: { pipeline: Pipeline }) {
  const { last_30_days: month, previous_30_days: before, days } = pipeline;
  if (month.sent === 0 && before.sent === 0)
    return (
      <Card title="Last 30 days">
        <EmptyState title="Nothing was sent in the last 60 days">
          Counts, rates and the 30 days before stand here from the first email on.
        </EmptyState>
      </Card>
    );
  return (
    <Card
      title="Last 30 days"
      description="Counts change in percent of the 30 days before, rates in percentage points."
      flush
    >
      <Table caption="Last 30 days">
        <thead>
          <tr>
            <Th>What</Th>
            <Th numeric>Count</Th>
            <Th numeric>Rate</Th>
            <Th numeric>30 days before</Th>
            <Th numeric>Change</Th>
            <Th>Day by day</Th>
          </tr>
        </thead>
        <tbody>
          {ROWS.map(({ name, label, of, digits }) => (
            <tr key={name}>
              <RowHeader>{label}</RowHeader>
              <Td numeric>{formatCount(month[name])}</Td>
              <Td numeric>{rateText(month, name, of, digits)}</Td>
              <Td numeric>
                {formatCount(before[name])}
                {of === null ? null : (
                  <span className="block text-xs text-ink-muted">{rateText(before, name, of, digits)}</span>
                )}
              </Td>
              <Td numeric>
                {of === null
                  ? describeChange(month[name], before[name])
                  : describeRateChange(rateIn(month, name, of), rateIn(before, name, of), digits)}
              </Td>
              <Td>
                <Sparkline
                  values={days.map((day) => day[name])}
                  label={`${label} a day: most ${formatCount(Math.max(0, ...days.map((day) => day[name])))}`}
                />
              </Td>
            </tr>
          ))}
        </tbody>
      </Table>
    </Card>
  );
}

/** Share of what it is a part of; null when there was none of that. */
function rateIn(counts: MessageCounts, name: keyof MessageCounts, of: Base): number | null {
  return counts[of] === 0 ? null : Math.min(1, counts[name] / counts[of]);
}

function rateText(counts: MessageCounts, name: keyof MessageCounts, of: Base | null, digits?: number): string {
  if (of === "measurable" && isUnmeasured(counts)) return "not measured";
  return of === null ? "–" : formatRate(rateIn(counts, name, of), digits);
}
