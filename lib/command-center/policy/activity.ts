import { jobCatalogue } from "#lib/jobs/catalogue.ts";
import type { CommandCenter } from "../contract.ts";
import { placeOf } from "./place-of.ts";

type Signal = { at: Date; type: string; prospect_id: string; who: string | null };
type Run = { id: string; function_id: string; status: string; finished_at: Date | null };
type Paused = { scope_kind: string; name: string | null; since: Date };
type Entry = CommandCenter["activity"][number];

const verbs: Record<string, string> = {
  opened: "opened an email",
  clicked: "clicked a link",
  bounced: "bounced",
  blocked: "refused our mail",
  complained: "complained",
  unsubscribed: "unsubscribed",
  replied: "replied",
};

/** What happened lately, newest first: people's reactions, finished jobs, pauses. */
export function activityOf(signals: readonly Signal[], runs: readonly Run[], paused: readonly Paused[]): Entry[] {
  const entries: (Entry & { time: number })[] = [
    ...signals.map((signal) =>
      entry(
        signal.at,
        signal.type,
        `${signal.who ?? "A prospect"} ${verbs[signal.type] ?? signal.type}`,
        `/prospects/${signal.prospect_id}`,
      ),
    ),
    ...runs.flatMap((run) =>
      run.finished_at
        ? [
            entry(
              run.finished_at,
              "job",
              `${jobTitle(run.function_id)} ${run.status === "failed" ? "failed" : "finished"}`,
              `/jobs?run=${run.id}`,
            ),
          ]
        : [],
    ),
    ...paused.map((scope) =>
      entry(scope.since, "paused", `${scope.name ?? scope.scope_kind} was paused`, placeOf(scope.scope_kind)),
    ),
  ];
  return entries.sort((a, b) => b.time - a.time).map(({ time: _time, ...rest }) => rest);
}

function jobTitle(functionId: string): string {
  return Object.hasOwn(jobCatalogue, functionId)
    ? jobCatalogue[functionId as keyof typeof jobCatalogue].title
    : functionId;
}

function entry(at: Date, kind: string, text: string, href: string): Entry & { time: number } {
  return { at: at.toISOString(), kind, text, href, time: at.getTime() };
}
