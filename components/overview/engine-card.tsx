import Link from "next/link";
import { describeCounts } from "#components/jobs/job-words.ts";
import { engineWord } from "#components/shell/engine-words.ts";
import { buttonClass } from "#components/ui/button.tsx";
import { Card } from "#components/ui/card.tsx";
import { StatusBadge } from "#components/ui/status-badge.tsx";
import { Time } from "#components/ui/time.tsx";
import type { CommandCenter } from "#lib/command-center/contract.ts";
import type { JobRunView } from "#lib/jobs/contract.ts";
import { engineStep } from "./engine-step.ts";

type Engine = CommandCenter["engine"];

/** Is the engine sending, until or since when, what planned last, and the one step that gets it going. */
export function EngineCard({ engine, isSettingUp }: { engine: Engine; isSettingUp: boolean }) {
  const { label, tone } = engineWord(engine.state);
  const step = engineStep(engine.state, isSettingUp);
  return (
    <Card>
      <div className="flex flex-wrap items-start justify-between gap-x-6 gap-y-3">
        <div className="flex min-w-0 flex-col gap-1.5">
          <div className="flex flex-wrap items-center gap-x-3 gap-y-1">
            <StatusBadge tone={tone}>{label}</StatusBadge>
            <p className="text-md font-medium">{engine.sentence}</p>
          </div>
          {engine.window_opens_at ? (
            <p>
              The send window opens <Time value={engine.window_opens_at} zone={engine.send_timezone} compact />
            </p>
          ) : null}
          <LastRun run={engine.last_run} />
        </div>
        <Link href={step.href} prefetch={false} className={buttonClass(step.isUrgent ? "primary" : "secondary")}>
          {step.label}
        </Link>
      </div>
    </Card>
  );
}

function LastRun({ run }: { run: Engine["last_run"] }) {
  if (!run) return <p className="text-ink-muted">The sequencer has not planned yet.</p>;
  const counts = describeCounts(run.counts as JobRunView["counts"]).join(", ");
  return (
    <p className="text-ink-muted">
      {run.finished_at ? (
        <>
          Last planned <Time value={run.finished_at} compact />
        </>
      ) : (
        "Planning now"
      )}
      {counts === "" ? null : `: ${counts}`}{" "}
      <Link href={`/jobs?run=${run.id}`} prefetch={false} className="text-accent underline">
        Open this run
      </Link>
    </p>
  );
}
