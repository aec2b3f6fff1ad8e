"use client";
import Link from "next/link";
import { RateCell } from "#components/mail-results/rate-cell.tsx";
import { ResultParts } from "#components/mail-results/result-parts.tsx";
import { StatusBadge } from "#components/ui/status-badge.tsx";
import { RowHeader, Table, Td, Th } from "#components/ui/table.tsx";
import type { CampaignView } from "#lib/campaigns/contract.ts";
import { formatCount } from "#lib/format/number.ts";
import { CampaignActions } from "./campaign-actions.tsx";
import { campaignStatusWord, stepsText, targetsText } from "./campaign-words.ts";

/** Campaigns with what came of them. */
export function CampaignTable({ items }: { items: readonly CampaignView[] }) {
  return (
    <Table caption="Campaigns">
      <thead>
        <tr>
          <Th>Campaign</Th>
          <Th>Status</Th>
          <Th numeric>Prospects</Th>
          <Th numeric>In sequence</Th>
          <Th numeric>Sent</Th>
          <Th numeric>Opened</Th>
          <Th numeric>Replied</Th>
          <Th numeric>Bounced</Th>
          <Th>
            <span className="sr-only">Actions</span>
          </Th>
        </tr>
      </thead>
      <tbody>
        {items.map((campaign) => (
          <CampaignRow key={campaign.id} campaign={campaign} />
        ))}
      </tbody>
    </Table>
  );
}

function CampaignRow({ campaign }: { campaign: CampaignView }) {
  const { id, name, status, results, prospect_count } = campaign;
  const word = campaignStatusWord(status);
  return (
    <tr className="hover:bg-sunken">
      <RowHeader className="min-w-56">
        <Link href={`/campaigns/${id}`} prefetch={false} className="text-accent wrap-anywhere hover:underline">
          {name}
        </Link>
        <span className="block font-normal wrap-anywhere text-ink-muted">
          {targetsText(campaign)} · {stepsText(campaign.steps)}
        </span>
        <ResultParts results={results} />
      </RowHeader>
      <Td>
        <StatusBadge tone={word.tone} title={word.meaning}>
          {word.label}
        </StatusBadge>
      </Td>
      <Td numeric>
        <PeopleCount
          id={id}
          count={prospect_count}
          what={`${prospect_count === 1 ? "prospect" : "prospects"} of ${name}`}
        />
      </Td>
      <Td numeric>{formatCount(results.in_sequence)}</Td>
      <Td numeric>{formatCount(results.sent)}</Td>
      <RateCell measured={results.rates.opened} none={results.delivered > 0 ? "not measured" : undefined} />
      <RateCell measured={results.rates.replied} />
      <RateCell measured={results.rates.bounced} />
      <Td className="text-right whitespace-nowrap">
        <CampaignActions campaign={campaign} />
      </Td>
    </tr>
  );
}

function PeopleCount({ id, count, what }: { id: string; count: number; what: string }) {
  if (count === 0) return <>0</>;
  return (
    <Link href={`/prospects?campaign_id=${id}`} prefetch={false} className="text-accent hover:underline">
      {formatCount(count)}
      <span className="sr-only"> {what}</span>
    </Link>
  );
}
