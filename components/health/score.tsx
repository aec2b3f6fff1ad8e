import { Meter } from "#components/ui/meter.tsx";
import { formatScore } from "#lib/format/number.ts";
import { isJudged, statusWord } from "./health-words.ts";

type ScoreProps = { score: number; status: string; of: string };

/** Score 0…100 with its bar; without one, and paler, where too little was sent to score. */
export function Score({ score, status, of }: ScoreProps) {
  const { label, tone } = statusWord(status);
  if (!isJudged(status))
    return (
      <span className="text-ink-muted">
        {formatScore(score)}
        <span className="sr-only">, {label}</span>
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
