import type { ActivityGroup, CommandCenter } from "#lib/command-center/contract.ts";

type Activity = CommandCenter["activity"];

const LABELS: Record<ActivityGroup, string> = {
  mail: "Sent and bounced",
  answers: "Replies, complaints, unsubscribes",
  health: "Pauses and returns",
  jobs: "Jobs",
  changes: "Changes by people",
};

/** What the feed may be narrowed to; everything first. */
export const ACTIVITY_OPTIONS = [
  { value: "", label: "Everything" },
  ...Object.entries(LABELS).map(([value, label]) => ({ value, label })),
];

/** As many as one looks at, newest first: the API answers as many of each group. */
const MOST = 20;

/** The newest of a group; of everything where `group` is none. */
export function activityShown(activity: Activity, group: string): { group: string; entries: Activity } {
  if (!Object.hasOwn(LABELS, group)) return { group: "", entries: activity.slice(0, MOST) };
  return { group, entries: activity.filter((entry) => entry.group === group).slice(0, MOST) };
}
