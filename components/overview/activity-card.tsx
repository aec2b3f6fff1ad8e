"use client";
import Link from "next/link";
import { Card } from "#components/ui/card.tsx";
import { EmptyState } from "#components/ui/empty-state.tsx";
import { Time } from "#components/ui/time.tsx";
import type { CommandCenter } from "#lib/command-center/contract.ts";

/** What happened lately and matters. */
export function ActivityCard({ activity }: { activity: CommandCenter["activity"] }) {
  return (
    <Card title="Activity" description="The last seven days. What was sent, opened and clicked is summed up by day.">
      {activity.length === 0 ? (
        <EmptyState title="Nothing has happened in the last seven days" />
      ) : (
        <ol className="flex flex-col gap-2.5">
          {activity.map((entry, index) => (
            <li key={`${entry.at}-${index}`} className="flex items-baseline justify-between gap-3">
              <span className="min-w-0 wrap-anywhere">
                {entry.href ? (
                  <Link href={entry.href} prefetch={false} className="text-accent hover:underline">
                    {entry.text}
                  </Link>
                ) : (
                  entry.text
                )}
              </span>
              <span className="shrink-0 text-sm text-ink-muted">
                <Time value={entry.at} compact />
              </span>
            </li>
          ))}
        </ol>
      )}
    </Card>
  );
}
