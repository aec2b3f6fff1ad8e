import { Time } from "#components/ui/time.tsx";
import { describeReason } from "#lib/shared/reasons.ts";
import { deactivationWords } from "./deactivation-words.ts";
import { DetailLine } from "./detail-line.tsx";
import type { ScopeHealth } from "./scope-health.ts";

type HoldLinesProps = {
  /** a mailbox also says whether its connection is stopped */
  scope: ScopeHealth & { connection_paused?: boolean };
  /** of a mailbox, its sending domain's */
  domain?: ScopeHealth | null;
};

/** What a place is passed over for and what ends that; nothing while it may send. */
export function HoldLines({ scope, domain }: HoldLinesProps) {
  const { reason, connection_paused = false } = scope;
  if (reason === null) return null;
  // A sending domain is its own: its pause is what holds it.
  const { endsAt, endsWith } = deactivationWords({ ...scope, reason, connection_paused }, domain ?? scope);
  return (
    <>
      <DetailLine name="Passed over">{describeReason(reason).label}</DetailLine>
      <DetailLine name="Cleared by">
        {endsAt ? (
          <>
            its rest ending <Time value={endsAt} />, or someone resuming it
          </>
        ) : (
          endsWith
        )}
      </DetailLine>
    </>
  );
}
