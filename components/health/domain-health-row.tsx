"use client";
import { ChartLine } from "lucide-react";
import Link from "next/link";
import type { ReactNode } from "react";
import { AUTH_WORDS } from "#components/place/auth-words.ts";
import { Breakable } from "#components/ui/breakable.tsx";
import { ExpandButton } from "#components/ui/expand-button.tsx";
import { Meter } from "#components/ui/meter.tsx";
import { RowHeader, Td } from "#components/ui/table.tsx";
import { formatPlural } from "#lib/format/number.ts";
import type { DomainView } from "#lib/mailboxes/contract-domain.ts";
import { capText } from "./cap-words.ts";
import { DetailRow } from "./detail-row.tsx";
import { HealthDetail } from "./health-detail.tsx";
import type { DomainRow } from "./health-rows.ts";
import type { RateLines } from "./line-words.ts";
import { MetricCells } from "./metric-cells.tsx";
import { PauseIcon } from "./pause-button.tsx";
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
      <tr className="bg-surface hover:bg-sunken">
        <RowHeader className="bg-inherit max-md:sticky max-md:left-0 max-md:z-1 md:min-w-48">
          <ExpandButton expanded={expanded} onToggle={acts.onToggle} controls={detailId}>
            <Breakable text={row.domain} />
          </ExpandButton>
          {place ? <Today place={place} /> : null}
        </RowHeader>
        <MetricCells scope={row} name={row.domain} lines={lines} />
        <Td className="whitespace-nowrap">{place ? <SetUp place={place} /> : "–"}</Td>
        <Td>
          <SentLine line={hours} range="24h" />
          <SentLine line={days} range="30d" />
        </Td>
        <Td>
          <span className="flex items-center justify-end gap-1">
            <HistoryLink row={row} />
            <PauseIcon actions={acts.pausing} id={row.id} name={row.domain} isPaused={row.state === "paused"} />
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

function HistoryLink({ row: { id, domain } }: { row: DomainRow }) {
  return (
    <Link
      href={`/domains/${id}`}
      prefetch={false}
      aria-label={`History of ${domain}`}
      title={`History of ${domain}`}
      className="inline-flex size-7 items-center justify-center rounded-md text-accent hover:bg-hover"
    >
      <ChartLine aria-hidden="true" className="size-3.5" />
    </Link>
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
  return warmup_started_at ? `Warm-up day ${warm_up.day + 1}` : "Warm-up not begun";
}

function Today({ place }: { place: DomainView }) {
  const text = capText(place.used_today, place.cap_today, " today");
  return (
    <span className="flex items-center gap-1.5 pl-5 text-xs font-normal whitespace-nowrap text-ink-muted">
      {text}
      <span className="w-8 shrink-0">
        <Meter value={place.used_today} max={place.cap_today} label={`Cap of ${place.domain} today`} valueText={text} />
      </span>
    </span>
  );
}
