import { RowHeader, Table, Td, Th } from "#components/ui/table.tsx";
import { formatCount } from "#lib/format/number.ts";

type ReasonTableProps = {
  name: string;
  rows: readonly { reason: string; label: string; clears: string; count: number }[];
};

/** How often each reason fitted, and what ends it. */
export function ReasonTable({ name, rows }: ReasonTableProps) {
  return (
    <div className="rounded-md border border-line">
      <Table caption={name}>
        <thead>
          <tr>
            <Th>{name}</Th>
            <Th numeric>Count</Th>
            <Th>Ends with</Th>
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={row.reason}>
              <RowHeader>{row.label}</RowHeader>
              <Td numeric>{formatCount(row.count)}</Td>
              <Td className="min-w-40">{row.clears}</Td>
            </tr>
          ))}
        </tbody>
      </Table>
    </div>
  );
}
