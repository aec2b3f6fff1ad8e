"use client";
import { Card } from "#components/ui/card.tsx";
import { EmptyState } from "#components/ui/empty-state.tsx";
import type { ProspectDetail } from "#lib/prospects/contract-detail.ts";
import { ChangesLink } from "./changes-link.tsx";
import { groupByCycle } from "./timeline-groups.ts";
import { TimelineItem } from "./timeline-item.tsx";

/** Emails, what happened to them and what people did, cycle by cycle, newest first. */
export function ProspectTimeline({ prospect }: { prospect: ProspectDetail }) {
  const { timeline, time_zone: zone, is_timeline_cut: isCut } = prospect;
  return (
    <Card
      title="Timeline"
      description={`Newest first. Times in the prospect's zone, ${zone}.`}
      actions={<ChangesLink id={prospect.id}>All changes in the audit log</ChangesLink>}
    >
      {timeline.length === 0 ? (
        <EmptyState title="Nothing has happened yet">The first email will be the first entry here.</EmptyState>
      ) : (
        <div className="flex flex-col gap-6">
          {groupByCycle(timeline).map((group) => (
            <section key={group.cycle} aria-labelledby={`cycle-${group.cycle}`}>
              <h3 id={`cycle-${group.cycle}`} className="mb-3 font-semibold">
                {group.title}
              </h3>
              <ol className="flex flex-col gap-2">
                {group.entries.map((entry, index) => (
                  <TimelineItem key={`${entry.at}-${entry.type}-${index}`} entry={entry} zone={zone} />
                ))}
              </ol>
            </section>
          ))}
          {isCut ? <p className="text-ink-muted">Older emails and events are not shown.</p> : null}
        </div>
      )}
    </Card>
  );
}
