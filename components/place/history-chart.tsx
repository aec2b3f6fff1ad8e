"use client";
import {
  Bar,
  CartesianGrid,
  ComposedChart,
  Line,
  ReferenceLine,
  ResponsiveContainer,
  Tooltip,
  XAxis,
  YAxis,
} from "recharts";
import { formatCount } from "#lib/format/number.ts";
import type { HistoryAnswer } from "#lib/history/contract.ts";
import { linesOf, type Measure, pointLabel } from "./history-words.ts";

const TICK = { fill: "var(--ink-muted)", fontSize: 12 };
const AXIS = { stroke: "var(--line-strong)", tick: TICK, tickLine: false };
const TOOLTIP = { background: "var(--surface)", border: "1px solid var(--line)", borderRadius: 6, color: "var(--ink)" };
const COLOURS = { throttled: "var(--warn)", paused: "var(--bad)" };

/** What was sent as bars, and one measure as a line with the lines that the engine acts on. */
export default function HistoryChart({ history, measure }: { history: HistoryAnswer; measure: Measure }) {
  const lines = linesOf(measure, history.lines);
  const rows = history.points.map((point) => ({
    label: pointLabel(point.at, history),
    sent: point.sent,
    value: measure.valueOf(point),
  }));
  const top = Math.max(...lines.map((line) => line.at * 1.15), 0);
  const upper = measure.key === "score" ? 100 : (most: number) => Math.min(1, Math.max(most * 1.1, top));
  return (
    <ResponsiveContainer width="100%" height="100%">
      <ComposedChart data={rows} margin={{ top: 8, right: 0, bottom: 0, left: 0 }} accessibilityLayer={false}>
        <CartesianGrid vertical={false} stroke="var(--line)" />
        <XAxis dataKey="label" minTickGap={24} {...AXIS} />
        <YAxis yAxisId="value" width={52} domain={[0, upper]} tickFormatter={measure.format} {...AXIS} />
        <YAxis
          yAxisId="sent"
          orientation="right"
          width={44}
          allowDecimals={false}
          tickFormatter={formatCount}
          {...AXIS}
        />
        <Tooltip
          cursor={{ fill: "var(--sunken)" }}
          formatter={(value, name) =>
            name === "sent" ? [formatCount(Number(value)), "Sent"] : [measure.format(Number(value)), measure.label]
          }
          contentStyle={TOOLTIP}
          itemStyle={{ color: "var(--ink)" }}
        />
        <Bar yAxisId="sent" dataKey="sent" fill="var(--line-strong)" fillOpacity={0.35} isAnimationActive={false} />
        {lines.map((line) => (
          <ReferenceLine
            key={line.label}
            yAxisId="value"
            y={line.at}
            stroke={COLOURS[line.effect]}
            strokeDasharray={line.effect === "paused" ? undefined : "5 4"}
          />
        ))}
        <Line
          yAxisId="value"
          dataKey="value"
          stroke="var(--chart-1)"
          strokeWidth={2}
          dot={{ r: 1.5, fill: "var(--chart-1)", strokeWidth: 0 }}
          connectNulls
          isAnimationActive={false}
        />
      </ComposedChart>
    </ResponsiveContainer>
  );
}
