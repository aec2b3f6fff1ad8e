import Link from "next/link";
import { RowHeader, Table, Td, Th } from "#components/ui/table.tsx";
import { formatCount } from "#lib/format/number.ts";
import type { JobRunDetail } from "#lib/jobs/contract.ts";
import type { ReasonRow } from "./job-words.ts";
import { MovedPlaces } from "./moved-places.tsx";

type ReasonTableProps = {
  name: string;
  hint: string | null;
  rows: readonly ReasonRow[];
  /** whose state this run changed, by the same reasons */
  moves: JobRunDetail["moves"];
};

/** How often each reason fitted and what ends it, each with those it is about: people by a link, places by name. */
export function ReasonTable({ name, hint, rows, moves }: ReasonTableProps) {
  return (
    <div className="rounded-md border border-line">
      {hint ? <p className="border-b border-line px-4 py-2 text-ink-muted">{hint}</p> : null}
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
              <RowHeader>
                <Reason row={row} />
                <MovedPlaces moves={moves.filter(({ reason }) => reason === row.reason)} count={row.count} />
              </RowHeader>
              <Td numeric>{formatCount(row.count)}</Td>
              <Td className="min-w-40">{row.clears}</Td>
            </tr>
          ))}
        </tbody>
      </Table>
    </div>
  );
}

function Reason({ row: { label, href } }: { row: ReasonRow }) {
  if (href === null) return label;
  return (
    <Link href={href} prefetch={false} className="text-accent hover:underline">
      {label}
    </Link>
  );
}
