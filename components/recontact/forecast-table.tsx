import { RowHeader, Table, Td, Th } from "#components/ui/table.tsx";
import { formatCount } from "#lib/format/number.ts";
import type { ForecastRow } from "./count-rows.ts";

/** The forecast's figures: what the chart shows, and what it rests on. */
export function ForecastTable({ rows }: { rows: readonly ForecastRow[] }) {
  const isTried = rows.some((row) => row.tried !== null);
  return (
    <Table caption="Forecast by day" className="[&_td]:py-1.5 [&_th]:py-1.5">
      <thead>
        <tr>
          <Th>Run on</Th>
          <Th numeric>Cooldown over</Th>
          <Th numeric>Return</Th>
          <Th numeric>Still waiting</Th>
          {isTried ? <Th numeric>Return with edited settings</Th> : null}
        </tr>
      </thead>
      <tbody>
        {rows.map((row) => (
          <tr key={row.key}>
            <RowHeader>{row.label}</RowHeader>
            <Td numeric>{formatCount(row.ready)}</Td>
            <Td numeric>{formatCount(row.returning)}</Td>
            <Td numeric>{formatCount(row.waiting)}</Td>
            {row.tried === null ? null : <Td numeric>{formatCount(row.tried)}</Td>}
          </tr>
        ))}
      </tbody>
    </Table>
  );
}
