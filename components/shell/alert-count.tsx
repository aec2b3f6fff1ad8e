"use client";
import { useQuery } from "@tanstack/react-query";
import clsx from "clsx";
import { commandCenterQuery } from "#lib/command-center/queries.ts";

/** How many alerts press, beside the page's name; nothing when none does. */
export function AlertCount() {
  const { data } = useQuery(commandCenterQuery);
  const alerts = data?.alerts ?? [];
  if (alerts.length === 0) return null;
  const isCritical = alerts.some((alert) => alert.severity === "critical");
  return (
    <span
      className={clsx(
        "ml-auto min-w-6 rounded-full px-1.5 py-0.5 text-center text-xs font-semibold tabular-nums",
        isCritical ? "bg-bad-soft text-bad" : "bg-sunken text-ink-muted",
      )}
    >
      {alerts.length}
      <span className="sr-only"> open{isCritical ? ", some of them critical" : ""}</span>
    </span>
  );
}
