"use client";
import type { ReactNode } from "react";
import { Card } from "#components/ui/card.tsx";
import { StatusBadge } from "#components/ui/status-badge.tsx";
import { Time } from "#components/ui/time.tsx";
import type { Tone } from "#components/ui/tone.ts";
import type { NextStep, ProspectDetail } from "#lib/prospects/contract-detail.ts";
import { AwaitedMailbox } from "./awaited-mailbox.tsx";
import { CampaignLink } from "./campaign-link.tsx";
import { HaltedBy, haltedTerm } from "./halted-by.tsx";
import { NextTime } from "./next-time.tsx";
import { PassedOverList } from "./passed-over-list.tsx";
import { sequencePlace } from "./prospect-words.ts";
import { RecontactOutlook } from "./recontact-outlook.tsx";
import { SuppressionLink } from "./suppression-link.tsx";

const KIND: Record<NextStep["kind"], { label: string; tone: Tone }> = {
  scheduled: { label: "Scheduled", tone: "info" },
  queued: { label: "On its way", tone: "info" },
  held: { label: "Held", tone: "warn" },
  ended: { label: "No further email", tone: "neutral" },
};

const DUE = { label: "Due", tone: "info" } as const;

/** What comes next, why then, why nothing today, and what would change it. */
export function NextStepCard({ prospect }: { prospect: ProspectDetail }) {
  const { next } = prospect;
  const kind = next.is_due ? DUE : KIND[next.kind];
  return (
    <Card
      title="What comes next"
      description={`Place in the sequence: ${sequencePlace(prospect)}`}
      actions={<StatusBadge tone={kind.tone}>{kind.label}</StatusBadge>}
    >
      <p className="text-md">{next.sentence}</p>
      <dl className="mt-3 grid grid-cols-1 gap-x-4 gap-y-1 sm:grid-cols-[auto_minmax(0,1fr)]">
        {linesOf(prospect).map(([name, value]) => (
          <div key={name} className="contents">
            <dt className="text-ink-muted">{name}</dt>
            <dd className="mb-1 sm:mb-0">{value}</dd>
          </div>
        ))}
      </dl>
    </Card>
  );
}

function linesOf({ next, campaign, suppression, time_zone }: ProspectDetail): [string, ReactNode][] {
  const isSaid = next.not_today === next.sentence || next.not_today === next.because;
  const When = next.is_due ? NextTime : Time;
  const lines: [string, ReactNode][] = [
    ["When, for the prospect", next.at ? <When key="there" value={next.at} zone={time_zone} /> : null],
    ["When, for you", next.at ? <When key="here" value={next.at} /> : null],
    [next.not_today === next.because ? "Why nothing today" : "Why then", next.because],
    ["Why nothing today", isSaid ? null : next.not_today],
    ...haltedLine(next, time_zone),
    ["Campaign", campaign ? <CampaignLink key="campaign" campaign={campaign} /> : null],
    ["Suppressed", suppression ? <SuppressionLink key="suppression" suppression={suppression} /> : null],
    ["Waits for", next.waits_for ? <AwaitedMailbox key="mailbox" mailbox={next.waits_for} zone={time_zone} /> : null],
    ["Cleared by", next.clears],
    ["Re-contact", next.recontact ? <RecontactOutlook key="again" outlook={next.recontact} zone={time_zone} /> : null],
    ["Mailboxes passed over", next.passed_over.length > 0 ? <PassedOverList notes={next.passed_over} /> : null],
  ];
  return lines.filter(([, value]) => value !== null);
}

function haltedLine({ halted_by: halted }: NextStep, zone: string): [string, ReactNode][] {
  return halted ? [[haltedTerm(halted), <HaltedBy key="halted" halted={halted} zone={zone} />]] : [];
}
