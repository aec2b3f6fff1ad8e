import type { CadencePreview } from "#lib/campaigns/contract-cadence.ts";
import { formatDuration } from "#lib/format/time.ts";

type Line = CadencePreview["lines"][number];

const HOUR_SECONDS = 3600;

/** One line a way of reading, a dot a step, left to right in hours since step 1. */
export function CadenceTimeline({ preview }: { preview: CadencePreview }) {
  const lastHour = Math.max(1, ...preview.lines.map(({ steps }) => steps.at(-1)?.after_hours ?? 0));
  return (
    <ul className="flex flex-col gap-3">
      {preview.lines.map((line) => (
        <li key={line.reading} className="grid gap-x-3 gap-y-1 sm:grid-cols-[9.5rem_1fr]">
          <span className="font-medium sm:pt-0.5">{line.label}</span>
          <span className="sr-only">{inWords(line)}</span>
          <Track line={line} lastHour={lastHour} />
        </li>
      ))}
    </ul>
  );
}

function Track({ line, lastHour }: { line: Line; lastHour: number }) {
  return (
    <div aria-hidden="true" className="relative mr-9 ml-3 h-11">
      <div className="absolute inset-x-0 top-3 h-px bg-line-strong" />
      {line.steps.map((step) => (
        <div
          key={step.step}
          className="absolute top-0 flex -translate-x-1/2 flex-col items-center"
          style={{ left: `${(step.after_hours / lastHour) * 100}%` }}
        >
          <span className="flex size-6 items-center justify-center rounded-full bg-accent text-xs font-semibold text-on-accent">
            {step.step}
          </span>
          <span className="mt-0.5 text-xs whitespace-nowrap text-ink-muted">{mark(step)}</span>
        </div>
      ))}
    </div>
  );
}

function mark({ step, after_hours, is_at_floor }: Line["steps"][number]): string {
  return step === 1 ? "start" : `${formatDuration(after_hours * HOUR_SECONDS)}${is_at_floor ? "*" : ""}`;
}

function inWords({ steps }: Line): string {
  return steps
    .slice(1)
    .map(({ step, after_hours }) => `step ${step} after ${formatDuration(after_hours * HOUR_SECONDS)}`)
    .join(", ");
}
