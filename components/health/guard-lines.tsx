"use client";
import { Time } from "#components/ui/time.tsx";
import { formatPlural } from "#lib/format/number.ts";
import { describeReason } from "#lib/shared/reasons.ts";
import { DetailLine } from "./detail-line.tsx";
import { stateWord } from "./health-words.ts";
import type { ScopeHealth } from "./scope-health.ts";
import { evidenceText } from "./state-evidence.ts";

/** What the guard, or a person, says of a scope: state, since when, on what evidence, and what ends it. */
export function GuardLines({ scope }: { scope: ScopeHealth }) {
  const evidence = evidenceText(scope.state_evidence);
  return (
    <>
      {scope.state === "healthy" && scope.throttle !== "normal" ? null : (
        <DetailLine name="State">{stateWord(scope.state, scope.state_release).meaning}</DetailLine>
      )}
      {scope.state_since ? (
        <DetailLine name="Since">
          <Time value={scope.state_since} />
        </DetailLine>
      ) : null}
      {scope.state_reason ? <DetailLine name="Because">{describeReason(scope.state_reason).label}</DetailLine> : null}
      {evidence ? <DetailLine name="Evidence then">{evidence}</DetailLine> : null}
      {scope.state_release ? (
        <DetailLine name="Released by">
          {describeReason(scope.state_release).label}
          {scope.state === "probation" ? `, ${formatPlural(scope.state_clean_sends, "clean send")} so far` : null}
          {scope.state_releases_at ? (
            <>
              {": "}
              <Time value={scope.state_releases_at} />
            </>
          ) : null}
        </DetailLine>
      ) : null}
    </>
  );
}
