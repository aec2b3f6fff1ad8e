import { Meter } from "#components/ui/meter.tsx";
import { formatScore } from "#lib/format/number.ts";
import { isJudged, statusWord } from "./health-words.ts";

type ScoreProps = { score: number; status: string; of: string };

/** Score 0…100 with its bar; none where too little was sent to score: the 100 that it then is would read as a verdict. */
export function Score({ score, status, of }: ScoreProps) {
  const { label, tone } = statusWord(status);
  if (!isJudged(status))
    return (
      <span className="text-ink-muted">
        <span aria-hidden="true">–</span>
        <span className="sr-only">not scored, {label}</span>
      </span>
    );
  return (
    <div className="flex min-w-14 flex-col gap-1">
      <span className="font-semibold">{formatScore(score)}</span>
      <Meter
        value={score}
        max={100}
        tone={tone}
        label={`Score of ${of}`}
        valueText={`${formatScore(score)}, ${label}`}
      />
    </div>
  );
}
