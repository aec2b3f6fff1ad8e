"use client";
import { Button } from "#components/ui/button.tsx";
import { ExpandButton } from "#components/ui/expand-button.tsx";
import { RowHeader, Td } from "#components/ui/table.tsx";
import { formatCount } from "#lib/format/number.ts";
import type { MailboxView } from "#lib/mailboxes/contract-mailbox.ts";
import { Deactivation } from "./deactivation.tsx";
import { DetailRow } from "./detail-row.tsx";
import { HealthActions } from "./health-actions.tsx";
import { HealthDetail } from "./health-detail.tsx";
import type { MailboxRow } from "./health-rows.ts";
import { MetricCells } from "./metric-cells.tsx";
import { RowLine } from "./row-lines.tsx";

type MailboxHealthRowProps = {
  row: MailboxRow;
  columns: number;
  /** messages by day over 30 days; undefined until they are loaded */
  sent: readonly number[] | undefined;
  expanded: boolean;
  onToggle: () => void;
  onEdit?: (mailbox: MailboxView) => void;
};

/** One mailbox of the grid, and its details when open. */
export function MailboxHealthRow(props: MailboxHealthRowProps) {
  const { row, expanded } = props;
  const detailId = `detail-${row.from_email}`;
  return (
    <>
      <tr>
        <RowHeader>
          <ExpandButton expanded={expanded} onToggle={props.onToggle} controls={detailId}>
            {row.from_email}
          </ExpandButton>
          <Deactivation row={row} />
          <RowLine href={`/mailboxes/${row.id}`} name={row.from_email} sent={props.sent} />
        </RowHeader>
        <MetricCells scope={row} name={row.from_email} />
        <Td numeric>
          <Used place={row.place} />
        </Td>
        <Td>
          <div className="flex justify-end gap-2">
            <EditButton place={row.place} onEdit={props.onEdit} />
            <HealthActions place="mailboxes" id={row.id} name={row.from_email} isPaused={row.state === "paused"} />
          </div>
        </Td>
      </tr>
      {expanded ? (
        <DetailRow id={detailId} columns={props.columns}>
          <HealthDetail scope={row} />
        </DetailRow>
      ) : null}
    </>
  );
}

function Used({ place }: { place: MailboxRow["place"] }) {
  if (!place) return <span className="text-ink-muted">–</span>;
  return (
    <>
      {formatCount(place.daily_limit)}
      <span className="block text-xs text-ink-muted">{formatCount(place.used_today)} used today</span>
    </>
  );
}

function EditButton({ place, onEdit }: { place: MailboxRow["place"]; onEdit?: (mailbox: MailboxView) => void }) {
  if (!place || !onEdit) return null;
  return (
    <Button size="sm" onClick={() => onEdit(place)}>
      Edit<span className="sr-only"> {place.from_email}</span>
    </Button>
  );
}
