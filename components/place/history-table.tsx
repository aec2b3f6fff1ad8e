import { RowHeader, Table, Td, Th } from "#components/ui/table.tsx";
import { formatCount, formatRate, formatScore } from "#lib/format/number.ts";
import type { HistoryAnswer } from "#lib/history/contract.ts";
import { pointLabel } from "./history-words.ts";

/** The points of a history, newest first. */
export function HistoryTable({ history }: { history: HistoryAnswer }) {
  return (
    <div className="max-h-112 overflow-y-auto">
      <Table caption={`History by ${history.step}`}>
        <thead>
          <tr>
            <Th>{history.step === "day" ? "Day" : "Hour"}</Th>
            <Th numeric>Sent</Th>
            <Th numeric>Delivered</Th>
            <Th numeric>Bounced</Th>
            <Th numeric>Complaints</Th>
            <Th numeric>Blocked</Th>
            <Th numeric>Opened</Th>
            <Th numeric>Bounce rate</Th>
            <Th numeric>Open rate</Th>
            <Th numeric>Score</Th>
          </tr>
        </thead>
        <tbody>
          {history.points.toReversed().map((point) => (
            <tr key={point.at}>
              <RowHeader className="whitespace-nowrap">{pointLabel(point.at, history)}</RowHeader>
              <Td numeric>{formatCount(point.sent)}</Td>
              <Td numeric>{formatCount(point.delivered)}</Td>
              <Td numeric>{formatCount(point.bounced)}</Td>
              <Td numeric>{formatCount(point.complained)}</Td>
              <Td numeric>{formatCount(point.blocked)}</Td>
              <Td numeric>{formatCount(point.opened)}</Td>
              <Td numeric>{formatRate(point.bounce_rate)}</Td>
              <Td numeric>{formatRate(point.open_rate)}</Td>
              <Td numeric>{point.score === null ? "–" : formatScore(point.score)}</Td>
            </tr>
          ))}
        </tbody>
      </Table>
    </div>
  );
}
