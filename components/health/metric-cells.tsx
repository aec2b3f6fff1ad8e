import { Td } from "#components/ui/table.tsx";
import { formatCount } from "#lib/format/number.ts";
import { stateWord, statusWord, throttleWord } from "./health-words.ts";
import { Rate } from "./rate.tsx";
import type { ScopeHealth } from "./scope-health.ts";
import { Score } from "./score.tsx";
import { WordBadge } from "./word-badge.tsx";

/** Score, state and the rates of a scope with their samples; the cells of METRIC_COLUMNS. */
export function MetricCells({ scope, name }: { scope: ScopeHealth; name: string }) {
  const { metrics } = scope;
  return (
    <>
      <Td>
        <Score score={scope.score} status={scope.status} of={name} />
      </Td>
      <Td>
        <div className="flex flex-col items-start gap-1">
          {scope.state === "healthy" && scope.throttle !== "normal" ? null : (
            <WordBadge word={stateWord(scope.state)} />
          )}
          <WordBadge word={statusWord(scope.status)} />
          {scope.throttle === "normal" ? null : <WordBadge word={throttleWord(scope.throttle)} />}
        </div>
      </Td>
      <Td numeric>{formatCount(metrics.sent)}</Td>
      <Td numeric>
        <Rate rate={metrics.bounce_rate} part={metrics.bounced} of={metrics.sent} />
      </Td>
      <Td numeric>
        <Rate rate={metrics.complaint_rate} part={metrics.complained} of={metrics.sent} digits={2} />
      </Td>
      <Td numeric>
        {metrics.open_tracking ? (
          <Rate rate={metrics.open_rate} part={metrics.opened} of={metrics.delivered} />
        ) : (
          <span className="text-ink-muted">not measured</span>
        )}
      </Td>
    </>
  );
}
