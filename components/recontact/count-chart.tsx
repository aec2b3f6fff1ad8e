"use client";
import { Bar, BarChart, CartesianGrid, ResponsiveContainer, Tooltip, XAxis, YAxis } from "recharts";
import { formatCount } from "#lib/format/number.ts";
import type { CountRow } from "./count-rows.ts";

const AXIS = { stroke: "var(--line-strong)", tick: { fill: "var(--ink-muted)", fontSize: 12 } };
const TOOLTIP = {
  background: "var(--surface)",
  border: "1px solid var(--line)",
  borderRadius: 6,
  color: "var(--ink)",
};

/** Counts as bars. Loaded on its own, because the chart library is large; the table beside it says the same. */
export default function CountChart({ rows, what }: { rows: CountRow[]; what: string }) {
  return (
    <ResponsiveContainer width="100%" height="100%">
      <BarChart data={rows} margin={{ top: 8, right: 8, bottom: 0, left: 0 }} accessibilityLayer={false}>
        <CartesianGrid vertical={false} stroke="var(--line)" />
        <XAxis dataKey="label" tickLine={false} minTickGap={16} {...AXIS} />
        <YAxis allowDecimals={false} tickLine={false} width={56} tickFormatter={formatCount} {...AXIS} />
        <Tooltip
          cursor={{ fill: "var(--sunken)" }}
          formatter={(value) => [formatCount(Number(value)), what]}
          contentStyle={TOOLTIP}
          itemStyle={{ color: "var(--ink)" }}
        />
        <Bar dataKey="count" fill="var(--chart-1)" radius={[3, 3, 0, 0]} maxBarSize={56} isAnimationActive={false} />
      </BarChart>
    </ResponsiveContainer>
  );
}
