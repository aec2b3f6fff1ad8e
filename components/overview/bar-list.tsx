import Link from "next/link";
import { Meter } from "#components/ui/meter.tsx";
import { formatCount } from "#lib/format/number.ts";

type BarRow = { key: string; label: string; count: number; href: string; detail?: string };

type BarListProps = { rows: readonly BarRow[]; label: string };

/** Counts as bars; each leads to the people behind it. */
export function BarList({ rows, label }: BarListProps) {
  const most = Math.max(1, ...rows.map((row) => row.count));
  return (
    <ul aria-label={label} className="flex flex-col gap-2.5">
      {rows.map((row) => (
        <li key={row.key} className="grid grid-cols-[minmax(0,1fr)_auto] items-baseline gap-x-3 gap-y-1">
          <Link href={row.href} prefetch={false} className="truncate leading-6 text-accent hover:underline">
            {row.label}
          </Link>
          <span className="font-medium">{formatCount(row.count)}</span>
          <Meter
            className="col-span-2"
            value={row.count}
            max={most}
            label={row.label}
            valueText={formatCount(row.count)}
          />
          {row.detail ? <span className="col-span-2 text-sm text-ink-muted">{row.detail}</span> : null}
        </li>
      ))}
    </ul>
  );
}
