"use client";
import Link from "next/link";
import type { ReactNode } from "react";
import { AUTH_WORDS } from "#components/place/auth-words.ts";
import { ExpandButton } from "#components/ui/expand-button.tsx";
import { Meter } from "#components/ui/meter.tsx";
import { RowHeader, Td } from "#components/ui/table.tsx";
import { formatCount, formatPlural } from "#lib/format/number.ts";
import type { DomainView } from "#lib/mailboxes/contract-domain.ts";
import { DetailRow } from "./detail-row.tsx";
import { HealthDetail } from "./health-detail.tsx";
import type { DomainRow } from "./health-rows.ts";
import type { RateLines } from "./line-words.ts";
import { MetricCells } from "./metric-cells.tsx";
import { PauseButton } from "./pause-button.tsx";
import { type Line, SentLine } from "./row-lines.tsx";
import type { PauseActions } from "./use-health-actions.tsx";
import { WordBadge } from "./word-badge.tsx";

type DomainHealthRowProps = {
  row: DomainRow;
  columns: number;
  lines: RateLines;
  /** over 24 hours and 30 days; undefined until they are loaded */
  hours: Line | undefined;
  days: Line | undefined;
  expanded: boolean;
  onToggle: () => void;
  pausing: PauseActions | null;
};

/** One sending domain of the grid, and its details when open. */
export function DomainHealthRow({ row, columns, lines, hours, days, expanded, ...acts }: DomainHealthRowProps) {
  const detailId = `detail-${row.domain}`;
  const { place } = row;
  return (
    <>
      <tr>
        <RowHeader>
          <ExpandButton expanded={expanded} onToggle={acts.onToggle} controls={detailId}>
            {row.domain}
          </ExpandButton>
          {place ? <Today place={place} /> : null}
        </RowHeader>
        <MetricCells scope={row} name={row.domain} lines={lines} />
        <Td className="whitespace-nowrap">{place ? <SetUp place={place} /> : "–"}</Td>
        <Td>
          <SentLine line={hours} range="24h" />
          <span className="mt-1 block">
            <SentLine line={days} range="30d" />
          </span>
          <span className="mt-1 flex items-center gap-3">
            <Link
              href={`/domains/${row.id}`}
              prefetch={false}
              className="inline-flex min-h-6 items-center rounded text-xs text-accent hover:underline"
            >
              History<span className="sr-only"> of {row.domain}</span>
            </Link>
            <PauseButton actions={acts.pausing} id={row.id} name={row.domain} isPaused={row.state === "paused"} />
          </span>
        </Td>
      </tr>
      {expanded ? (
        <DetailRow id={detailId} columns={columns}>
          <HealthDetail scope={row} />
        </DetailRow>
      ) : null}
    </>
  );
}

function Small({ children }: { children: ReactNode }) {
  return <span className="block text-xs text-ink-muted">{children}</span>;
}

/** Authentication, mailboxes, and where the warm-up stands while it lasts. */
function SetUp({ place }: { place: DomainView }) {
  const warmUp = warmUpText(place);
  return (
    <>
      <WordBadge word={AUTH_WORDS[place.auth_status]} />
      <Small>{formatPlural(place.mailbox_count, "mailbox", "mailboxes")}</Small>
      {warmUp ? <Small>{warmUp}</Small> : null}
    </>
  );
}

function warmUpText({ warm_up, warmup_started_at }: DomainView): string | null {
  if (warm_up.day === null || warm_up.cap === null) return null;
  const stage = warmup_started_at ? `Day ${warm_up.day + 1} of warm-up` : "Warm-up not begun";
  return `${stage}, ${formatCount(warm_up.cap)} a day`;
}

function Today({ place }: { place: DomainView }) {
  const text = `${formatCount(place.used_today)} of ${formatCount(place.cap_today)} today`;
  return (
    <span className="mt-1 flex flex-col gap-1 pl-5 text-xs font-normal text-ink-muted">
      {text}
      <Meter
        className="max-w-28"
        value={place.used_today}
        max={place.cap_today}
        label={`Cap of ${place.domain} today`}
        valueText={text}
      />
    </span>
  );
}
