import { ExpandButton } from "#components/ui/expand-button.tsx";
import { StatusBadge } from "#components/ui/status-badge.tsx";
import { formatPlural } from "#lib/format/number.ts";
import type { GridItem } from "./mailbox-arrange.ts";
import { type LinePlace, lineProps } from "./virtual-table.tsx";

type MailboxGroupRowProps = {
  place: LinePlace;
  group: Extract<GridItem, { kind: "group" }>;
  columns: number;
  onToggle: () => void;
};

/** The head of a sending domain's mailboxes: how many fit, and how many of those are in trouble. */
export function MailboxGroupRow({ place, group, columns, onToggle }: MailboxGroupRowProps) {
  return (
    <tr {...lineProps(place)}>
      <th
        scope="rowgroup"
        colSpan={columns}
        className="border-b border-line bg-sunken px-4! py-2! text-left font-medium"
      >
        <span className="sticky left-4 inline-flex flex-wrap items-center gap-3">
          <ExpandButton expanded={group.isOpen} onToggle={onToggle}>
            {group.domain}
          </ExpandButton>
          <span className="font-normal text-ink-muted">{formatPlural(group.count, "mailbox", "mailboxes")}</span>
          {group.troubled > 0 ? <StatusBadge tone="warn">{`${group.troubled} in trouble`}</StatusBadge> : null}
        </span>
      </th>
    </tr>
  );
}
