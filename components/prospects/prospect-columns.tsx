import type { ReactNode } from "react";
import { StatusBadge } from "#components/ui/status-badge.tsx";
import { Time } from "#components/ui/time.tsx";
import { formatCount } from "#lib/format/number.ts";
import type { ProspectItem } from "#lib/prospects/contract.ts";
import type { OwnerView } from "#lib/prospects/contract-notes.ts";
import type { CampaignChoice } from "#lib/prospects/queries-list.ts";
import type { ProspectSort } from "#lib/prospects/types.ts";
import { NextCell } from "./next-cell.tsx";
import { NOT_LOADED, ownerName } from "./owner-words.ts";
import { prospectStatusWord, sequencePlace } from "./prospect-words.ts";

/** Undefined until they are read. */
export type Names = { owners: readonly OwnerView[] | undefined; campaigns: readonly CampaignChoice[] | undefined };

export type Column = {
  key: string;
  label: string;
  isNumeric?: boolean;
  /** pressed once, and again */
  sorts?: readonly ProspectSort[];
  cell: (item: ProspectItem, names: Names) => ReactNode;
};

export const COLUMNS: readonly Column[] = [
  {
    key: "place",
    label: "Trade and place",
    cell: (item) => (
      <>
        {item.trade_type ?? "–"}
        <span className="block text-ink-muted">{[item.city, item.state_code].filter(Boolean).join(", ")}</span>
      </>
    ),
  },
  {
    key: "status",
    label: "Status",
    cell: ({ status }) => {
      const { tone, label } = prospectStatusWord(status);
      return <StatusBadge tone={tone}>{label}</StatusBadge>;
    },
  },
  {
    key: "sequence",
    label: "Sequence",
    cell: (item) => <span className="whitespace-nowrap">{sequencePlace(item)}</span>,
  },
  {
    key: "last",
    label: "Last email",
    sorts: ["-last_sent", "last_sent"],
    cell: (item) => <Time value={item.last_email_sent_at} compact none="none" />,
  },
  { key: "next", label: "Next", sorts: ["next_send"], cell: ({ next }) => <NextCell next={next} /> },
  { key: "owner", label: "Owner", cell: (item, { owners }) => ownerName(owners, item.owner_id) },
  {
    key: "campaign",
    label: "Campaign",
    cell: ({ campaign_id }, { campaigns }) => {
      if (campaign_id === null) return "–";
      if (!campaigns) return NOT_LOADED;
      return campaigns.find(({ id }) => id === campaign_id)?.name ?? "An older one";
    },
  },
  { key: "sent", label: "Emails", isNumeric: true, cell: (item) => formatCount(item.total_emails_sent) },
  {
    key: "opens",
    label: "Human opens in this cycle",
    isNumeric: true,
    cell: (item) => formatCount(item.email_open_count),
  },
  {
    key: "added",
    label: "Added",
    sorts: ["-created", "created"],
    cell: (item) => <Time value={item.created_at} compact />,
  },
];

const DEFAULT_KEYS = ["place", "status", "sequence", "last", "next", "owner"];

/** Columns that a URL asks for, in the table's own order; the usual ones when it asks for none that there are. */
export function columnsOf(text: string | null): readonly Column[] {
  const wanted = text?.split(",") ?? [];
  const found = COLUMNS.filter(({ key }) => wanted.includes(key));
  return found.length > 0 ? found : COLUMNS.filter(({ key }) => DEFAULT_KEYS.includes(key));
}

/** The columns as the URL keeps them; null for the usual ones. */
export function columnsText(keys: readonly string[]): string | null {
  const text = COLUMNS.filter(({ key }) => keys.includes(key)).map(({ key }) => key);
  return text.join() === DEFAULT_KEYS.join() ? null : text.join(",");
}
