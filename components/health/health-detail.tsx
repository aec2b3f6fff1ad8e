"use client";
import { formatCount, formatRateOf, formatScore } from "#lib/format/number.ts";
import { DetailLine } from "./detail-line.tsx";
import { GuardLines } from "./guard-lines.tsx";
import { decidedByText, speedText, statusWord } from "./health-words.ts";
import { HoldLines } from "./hold-lines.tsx";
import { CAPPED_MEANING, countedAndJudged, SETTLED_MEANING } from "./rate-sample.ts";
import type { ScopeHealth } from "./scope-health.ts";

/**
 * A score opened to its inputs: what was counted, which rule decided, what it does, and what would clear it. `domain`: of a mailbox, its
 * sending domain's.
 */
export function HealthDetail({ scope, domain }: { scope: ScopeHealth; domain?: ScopeHealth | null }) {
  return (
    <div className="grid gap-x-10 gap-y-4 wrap-anywhere md:grid-cols-2">
      <Inputs scope={scope} />
      <dl className="grid grid-cols-[auto_minmax(0,1fr)] content-start gap-x-4 gap-y-1">
        <DetailLine name="Score">
          {formatScore(scope.score)}. {statusWord(scope.status).meaning}
        </DetailLine>
        <DetailLine name="Decided by">{decidedByText(scope.metrics.decided_by)}</DetailLine>
        <DetailLine name="Speed">{speedText(scope, domain)}</DetailLine>
        <GuardLines scope={scope} />
        <HoldLines scope={scope} domain={domain} />
      </dl>
    </div>
  );
}

function Inputs({ scope }: { scope: ScopeHealth }) {
  const { metrics } = scope;
  return (
    <dl className="grid grid-cols-[auto_minmax(0,1fr)] content-start gap-x-4 gap-y-1">
      <DetailLine name="Sent in 24 h">{formatCount(metrics.sent)}</DetailLine>
      <DetailLine name="Delivered">
        {countedAndJudged(metrics, "delivered")}
        {metrics.delivered_inferred ? ", inferred: no delivery notices came" : ""}
      </DetailLine>
      <DetailLine name="Hard bounces">{countedAndJudged(metrics, "bounced")}</DetailLine>
      <DetailLine name="Blocked">{formatRateOf(metrics.blocked, metrics.sent)}</DetailLine>
      <DetailLine name="Complaints">{countedAndJudged(metrics, "complained", 2)}</DetailLine>
      <DetailLine name="Opened">
        {metrics.open_tracking ? formatRateOf(metrics.opened, metrics.delivered) : "not measured"}
      </DetailLine>
      <DetailLine name="Clicked">{formatRateOf(metrics.clicked, metrics.delivered)}</DetailLine>
      {isCapped(metrics) ? <DetailLine name="Capped">{CAPPED_MEANING}</DetailLine> : null}
      {metrics.settled ? <DetailLine name="Settled">{SETTLED_MEANING}</DetailLine> : null}
    </dl>
  );
}

/** Whether more of something happened in the window than a share of it was taken of. */
function isCapped({ sent, delivered, bounced, blocked, complained, opened, clicked }: ScopeHealth["metrics"]): boolean {
  return Math.max(delivered, bounced, blocked, complained) > sent || Math.max(opened, clicked) > delivered;
}
