"use client";
import type { ReactNode } from "react";
import { Time } from "#components/ui/time.tsx";
import { formatCount, formatRate, formatRateOf, formatScore } from "#lib/format/number.ts";
import { describeReason } from "#lib/shared/reasons.ts";
import { decidedByText, stateWord, statusWord, throttleWord } from "./health-words.ts";
import type { ScopeHealth } from "./scope-health.ts";

/** A score opened to its inputs: what was counted, which rule decided, what it does, and what would clear it. */
export function HealthDetail({ scope }: { scope: ScopeHealth }) {
  return (
    <div className="grid gap-x-10 gap-y-4 md:grid-cols-[auto_minmax(0,1fr)]">
      <Inputs scope={scope} />
      <dl className="grid grid-cols-[auto_minmax(0,1fr)] content-start gap-x-4 gap-y-1">
        <Line name="Score">
          {formatScore(scope.score)}. {statusWord(scope.status).meaning}
        </Line>
        <Line name="Decided by">{decidedByText(scope.metrics.decided_by)}</Line>
        <Line name="Speed">{throttleWord(scope.throttle).meaning}</Line>
        {scope.state === "healthy" && scope.throttle !== "normal" ? null : (
          <Line name="State">{stateWord(scope.state).meaning}</Line>
        )}
        {scope.state_since ? (
          <Line name="Since">
            <Time value={scope.state_since} />
          </Line>
        ) : null}
        {scope.state_reason ? <Line name="Because">{describeReason(scope.state_reason).label}</Line> : null}
        {scope.reason ? (
          <>
            <Line name="Passed over">{describeReason(scope.reason).label}</Line>
            <Line name="Cleared by">{describeReason(scope.reason).clears}</Line>
          </>
        ) : null}
      </dl>
    </div>
  );
}

function Inputs({ scope }: { scope: ScopeHealth }) {
  const { metrics } = scope;
  return (
    <dl className="grid grid-cols-[auto_minmax(0,1fr)] content-start gap-x-4 gap-y-1">
      <Line name="Sent in 24 h">{formatCount(metrics.sent)}</Line>
      <Line name="Delivered">
        {formatRateOf(metrics.delivered, metrics.sent)}
        {metrics.delivered_inferred ? ", inferred: no delivery notices came" : ""}
        {metrics.delivery_grace_applied ? `, judged ${formatRate(metrics.delivery_rate)} without the last hour` : ""}
      </Line>
      <Line name="Hard bounces">{formatRateOf(metrics.bounced, metrics.sent)}</Line>
      <Line name="Blocked">{formatRateOf(metrics.blocked, metrics.sent)}</Line>
      <Line name="Complaints">{formatRateOf(metrics.complained, metrics.sent, 2)}</Line>
      <Line name="Opened">
        {metrics.open_tracking ? formatRateOf(metrics.opened, metrics.delivered) : "not measured"}
      </Line>
      <Line name="Clicked">{formatRateOf(metrics.clicked, metrics.delivered)}</Line>
    </dl>
  );
}

function Line({ name, children }: { name: string; children: ReactNode }) {
  return (
    <>
      <dt className="text-ink-muted">{name}</dt>
      <dd>{children}</dd>
    </>
  );
}
