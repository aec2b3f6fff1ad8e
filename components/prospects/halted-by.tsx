import { Time } from "#components/ui/time.tsx";
import type { NextStep } from "#lib/prospects/contract-detail.ts";

type Halted = NonNullable<NextStep["halted_by"]>;

const TERMS: Record<string, string> = {
  "prospect.stopped": "Stopped by",
  "prospect.replied": "Marked as replied by",
  "prospect.changed": "Status set by",
};

export const haltedTerm = ({ action }: Halted) => TERMS[action] ?? "Changed by";

/** Who left the prospect where it stands, when, and the reason if one was given. */
export function HaltedBy({ halted: { by, at, reason }, zone }: { halted: Halted; zone: string }) {
  return (
    <>
      <span className="wrap-anywhere">{by}</span>, <Time value={at} zone={zone} />
      {reason ? <span className="block text-ink-muted wrap-anywhere">“{reason}”</span> : null}
    </>
  );
}
