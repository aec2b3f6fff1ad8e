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

/** How a bar of other settings is drawn, in the chart and in its legend. */
const TRIED = { fill: "var(--ink-muted)", fillOpacity: 0.3, stroke: "var(--ink)", strokeDasharray: "3 2" };

/** How many return on each day; beside it, outlined, how many would with other settings. The table says the same. */
export default function ForecastChart({ rows }: { rows: ForecastRow[] }) {
  const isTried = rows.some((row) => row.tried !== null);
  return (
    <ResponsiveContainer width="100%" height="100%">
      <BarChart data={rows} margin={{ top: 8, right: 8, bottom: 0, left: 0 }} accessibilityLayer={false}>
        <CartesianGrid vertical={false} stroke="var(--line)" />
        <XAxis dataKey="tick" tickLine={false} minTickGap={24} interval="equidistantPreserveStart" {...AXIS} />
        <YAxis allowDecimals={false} tickLine={false} width={56} tickFormatter={formatCount} {...AXIS} />
        <Tooltip
          cursor={{ fill: "var(--sunken)" }}
          labelFormatter={(tick, [first]) => first?.payload.label ?? tick}
          formatter={(value, name) => [formatCount(Number(value)), name]}
          contentStyle={TOOLTIP}
          itemStyle={{ color: "var(--ink)" }}
        />
        {isTried ? <Legend content={ForecastLegend} /> : null}
        <Bar dataKey="returning" name="Current settings" fill="var(--chart-1)" {...BAR} />
        {isTried ? <Bar dataKey="tried" name="Edited settings" {...TRIED} {...BAR} /> : null}
      </BarChart>
    </ResponsiveContainer>
  );
}

/** Each swatch is drawn as its bars are, in their order. */
function ForecastLegend() {
  return (
    <ul className="flex flex-wrap justify-center gap-x-5 gap-y-1 pt-2 text-ink">
      <LegendItem name="Current settings" bar={{ fill: "var(--chart-1)" }} />
      <LegendItem name="Edited settings" bar={TRIED} />
    </ul>
  );
}

function LegendItem({ name, bar }: { name: string; bar: object }) {
  return (
    <li className="flex items-center gap-1.5">
      <svg aria-hidden="true" width="12" height="14">
        <rect x="1" y="1" width="10" height="12" rx="2" {...bar} />
      </svg>
      {name}
    </li>
  );
}
