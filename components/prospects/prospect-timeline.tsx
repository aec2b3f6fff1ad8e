"use client";
import { Activity, Bot, Mail, RefreshCcw } from "lucide-react";
import { Card } from "#components/ui/card.tsx";
import { EmptyState } from "#components/ui/empty-state.tsx";
import { Time } from "#components/ui/time.tsx";
import type { TimelineEntry } from "#lib/prospects/contract.ts";

const ICONS = { email: Mail, event: Activity, cycle: RefreshCcw } as const;

/** Emails and what happened to them, over all cycles. */
export function ProspectTimeline({ entries, zone }: { entries: readonly TimelineEntry[]; zone: string }) {
  return (
    <Card title="Timeline" description={`Times in the prospect's zone, ${zone}.`}>
      {entries.length === 0 ? (
        <EmptyState title="Nothing has happened yet" />
      ) : (
        <ol className="flex flex-col gap-4">
          {entries.map((entry, index) => (
            <Entry key={`${entry.at}-${entry.type}-${index}`} entry={entry} zone={zone} />
          ))}
        </ol>
      )}
    </Card>
  );
}

function Entry({ entry, zone }: { entry: TimelineEntry; zone: string }) {
  const Icon = entry.machine ? Bot : ICONS[entry.kind];
  return (
    <li className="flex gap-3">
      <span className="mt-0.5 inline-flex size-7 shrink-0 items-center justify-center rounded-full bg-sunken text-ink-muted">
        <Icon aria-hidden="true" className="size-4" />
      </span>
      <div className="min-w-0">
        <p className="font-medium wrap-anywhere">{entry.title}</p>
        {entry.detail ? <p className="text-ink-muted wrap-anywhere">{entry.detail}</p> : null}
        <p className="text-sm text-ink-muted">
          <Time value={entry.at} zone={zone} />
          {entry.sequence_step ? ` · step ${entry.sequence_step}` : null}
          {entry.re_contact_cycle > 0 ? ` · cycle ${entry.re_contact_cycle}` : null}
        </p>
      </div>
    </li>
  );
}
