import Link from "next/link";
import { campaignStatusWord } from "#components/campaigns/campaign-words.ts";
import { StatusBadge } from "#components/ui/status-badge.tsx";
import type { ProspectDetail } from "#lib/prospects/contract-detail.ts";

/** The campaign of a prospect and whether it sends. */
export function CampaignLink({
  campaign: { id, name, status },
}: {
  campaign: NonNullable<ProspectDetail["campaign"]>;
}) {
  const word = campaignStatusWord(status);
  return (
    <span className="inline-flex flex-wrap items-center gap-x-2 gap-y-1">
      <Link href={`/campaigns/${id}`} prefetch={false} className="text-accent underline wrap-anywhere">
        {name}
      </Link>
      <StatusBadge tone={word.tone}>{word.label}</StatusBadge>
    </span>
  );
}
