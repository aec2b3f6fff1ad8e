import Link from "next/link";
import { useUrlState } from "#components/query/use-url-state.ts";
import { Card } from "#components/ui/card.tsx";
import { EmptyState } from "#components/ui/empty-state.tsx";
import { Select } from "#components/ui/select.tsx";
import { Time } from "#components/ui/time.tsx";
import type { CommandCenter } from "#lib/command-center/contract.ts";
import { ACTIVITY_OPTIONS, activityShown } from "./activity-options.ts";

/** What happened lately and matters: all of it, or of one kind. */
export function ActivityCard({ activity }: { activity: CommandCenter["activity"] }) {
  const [params, setParams] = useUrlState();
  const { group, entries } = activityShown(activity, params.get("activity") ?? "");
  return (
    <Card
      title="Activity"
      description="The last seven days. What was sent, opened and clicked is summed up by day."
      actions={
        <Select
          aria-label="Kind of activity"
          options={ACTIVITY_OPTIONS}
          value={group}
          onValueChange={(value) => setParams({ activity: value })}
        />
      }
    >
      {entries.length === 0 ? (
        <EmptyState title={`Nothing ${group === "" ? "" : "of this kind "}has happened in the last seven days`} />
      ) : (
        <ol aria-label="Activity" className="flex flex-col gap-2.5">
          {entries.map((entry, index) => (
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
