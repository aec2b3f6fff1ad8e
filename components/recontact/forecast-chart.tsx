"use client";
import { Bar, BarChart, CartesianGrid, Legend, ResponsiveContainer, Tooltip, XAxis, YAxis } from "recharts";
import { formatCount } from "#lib/format/number.ts";
import type { ForecastRow } from "./count-rows.ts";

const AXIS = { stroke: "var(--line-strong)", tick: { fill: "var(--ink-muted)", fontSize: 12 } };
const TOOLTIP = {
  background: "var(--surface)",
  border: "1px solid var(--line)",
  borderRadius: 6,
  color: "var(--ink)",
};
const BAR = { radius: [3, 3, 0, 0] as [number, number, number, number], maxBarSize: 32, isAnimationActive: false };

/** How many return on each day; beside it, outlined, how many would with other settings. The table says the same. */
export default function ForecastChart({ rows }: { rows: ForecastRow[] }) {
  const isTried = rows.some((row) => row.tried !== null);
  return (
    <ResponsiveContainer width="100%" height="100%">
      <BarChart data={rows} margin={{ top: 8, right: 8, bottom: 0, left: 0 }} accessibilityLayer={false}>
        <CartesianGrid vertical={false} stroke="var(--line)" />
        <XAxis dataKey="label" tickLine={false} minTickGap={24} {...AXIS} />
        <YAxis allowDecimals={false} tickLine={false} width={56} tickFormatter={formatCount} {...AXIS} />
        <Tooltip
          cursor={{ fill: "var(--sunken)" }}
          formatter={(value, name) => [formatCount(Number(value)), name]}
          contentStyle={TOOLTIP}
          itemStyle={{ color: "var(--ink)" }}
        />
        {isTried ? <Legend formatter={(name) => <span className="text-ink">{name}</span>} /> : null}
        <Bar dataKey="returning" name="Stored settings" fill="var(--chart-1)" {...BAR} />
        {isTried ? (
          <Bar
            dataKey="tried"
            name="Edited settings"
            fill="var(--ink-muted)"
            fillOpacity={0.3}
            stroke="var(--ink)"
            strokeDasharray="3 2"
            {...BAR}
          />
        ) : null}
      </BarChart>
    </ResponsiveContainer>
  );
}
