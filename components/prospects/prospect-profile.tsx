"use client";
import type { ReactNode } from "react";
import { Card } from "#components/ui/card.tsx";
import { Time } from "#components/ui/time.tsx";
import { formatCount, formatPlural } from "#lib/format/number.ts";
import type { ProspectDetail } from "#lib/prospects/contract-detail.ts";
import { CampaignLink } from "./campaign-link.tsx";
import { EditProfile } from "./edit-profile.tsx";

/** What is known about the business, and the figures of its outreach. */
export function ProspectProfile({ prospect }: { prospect: ProspectDetail }) {
  const place = [prospect.city, prospect.state_code, prospect.zip].filter(Boolean).join(", ");
  const lines: [string, ReactNode][] = [
    ["Name", prospect.name],
    ["Phone", prospect.phone],
    ["Trade", prospect.trade_type],
    ["Place", place],
    ["Time zone", prospect.time_zone],
    ["Campaign", prospect.campaign ? <CampaignLink key="campaign" campaign={prospect.campaign} /> : "none"],
    ["Website", prospect.website],
    ...known("Rating", ratingOf(prospect)),
    ...known("Consent", prospect.consent_basis),
    ...known("Priority", prospect.priority === 0 ? null : String(prospect.priority)),
    ["Source", prospect.source],
    ["Address checked", <Time key="verified" value={prospect.verified_at} compact none="not yet" />],
    ["Emails sent", formatCount(prospect.total_emails_sent)],
    ["Human opens in this cycle", formatCount(prospect.email_open_count)],
    ["Last click in this cycle", <Time key="clicked" value={prospect.last_email_clicked_at} compact none="none" />],
    ["Last reply", <Time key="replied" value={prospect.last_email_replied_at} compact none="none" />],
    ...known("Notes from import", prospect.notes),
  ];
  const custom = Object.entries(prospect.custom);
  return (
    <Card title="Profile" actions={<EditProfile prospect={prospect} />}>
      <Lines lines={lines} />
      {custom.length > 0 ? (
        <>
          <h3 className="mt-4 mb-2 font-semibold">Custom fields</h3>
          <Lines lines={custom} />
        </>
      ) : null}
    </Card>
  );
}

/** A line only where there is something to say: most prospects lack it. */
function known(name: string, value: string | null): [string, ReactNode][] {
  return value ? [[name, value]] : [];
}

function ratingOf({ google_rating: rating, review_count: reviews }: ProspectDetail): string | null {
  return rating === null ? null : `${rating} (${formatPlural(reviews ?? 0, "review")})`;
}

function Lines({ lines }: { lines: readonly [string, ReactNode][] }) {
  return (
    <dl className="grid grid-cols-[auto_minmax(0,1fr)] gap-x-4 gap-y-1.5">
      {lines.map(([name, value]) => (
        <div key={name} className="contents">
          <dt className="text-ink-muted">{name}</dt>
          <dd className="wrap-anywhere">{value || "–"}</dd>
        </div>
      ))}
    </dl>
  );
}
