import type { ReactNode } from "react";
import { Td } from "#components/ui/table.tsx";
import { formatCount } from "#lib/format/number.ts";
import { METRIC_COLUMNS } from "./health-head.tsx";
import { isJudged, placeNote, placeWord } from "./health-words.ts";
import { pastLine, type RateLines } from "./line-words.ts";
import { Rate } from "./rate.tsx";
import { judgedSample } from "./rate-sample.ts";
import type { ScopeHealth } from "./scope-health.ts";
import { Score } from "./score.tsx";
import { WordBadge } from "./word-badge.tsx";

/** What stands in the cells of METRIC_COLUMNS, by column: score, state and the rates of a scope with their samples. */
type Cell = (scope: ScopeHealth, name: string, lines?: RateLines) => ReactNode;

export const METRIC_CELLS: Record<string, Cell> = {
  score: (scope, name) => <Score score={scope.score} status={scope.status} of={name} />,
  state: (scope) => <States scope={scope} />,
  sent: ({ metrics }) => formatCount(metrics.sent),
  bounced: ({ metrics }, _name, lines) => (
    <Rate
      rate={metrics.bounce_rate}
      sample={judgedSample(metrics, "bounced")}
      past={pastLine("bounced", metrics.bounce_rate, lines)}
    />
  ),
  complained: ({ metrics }, _name, lines) => (
    <Rate
      rate={metrics.complaint_rate}
      sample={judgedSample(metrics, "complained")}
      digits={2}
      past={pastLine("complained", metrics.complaint_rate, lines)}
    />
  ),
  opened: ({ metrics, status }, _name, lines) =>
    metrics.open_tracking ? (
      <Rate
        rate={metrics.open_rate}
        sample={{ part: metrics.opened, of: metrics.delivered, is_settled: false }}
        // Only a score acts on opens, and only where there is enough mail for one.
        past={isJudged(status) ? pastLine("opened", metrics.open_rate, lines) : null}
      />
    ) : (
      <span className="text-ink-muted">not measured</span>
    ),
};

/** The cells of METRIC_COLUMNS. */
export function MetricCells({ scope, name, lines }: { scope: ScopeHealth; name: string; lines?: RateLines }) {
  return METRIC_COLUMNS.map(({ key, numeric }) => (
    <Td key={key} numeric={numeric}>
      {METRIC_CELLS[key]?.(scope, name, lines)}
    </Td>
  ));
}

function States({ scope }: { scope: ScopeHealth }) {
  return (
    <div className="flex flex-col items-start gap-0.5">
      <WordBadge word={placeWord(scope)} />
      <span className="text-xs text-ink-muted">{placeNote(scope)}</span>
    </div>
  );
}
