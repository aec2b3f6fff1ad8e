"use client";
import { Time } from "#components/ui/time.tsx";
import { useNow } from "#components/ui/use-now.ts";
import type { NextGlance } from "#lib/prospects/contract.ts";
import { NextTime } from "./next-time.tsx";

const STEP_MS = 10_000;

/** When the next email goes, and in few words why not now; or why there is none. */
export function NextCell({ next: { kind, is_due: isDue, at, short } }: { next: NextGlance }) {
  const now = useNow(STEP_MS);
  if (kind === "held" || kind === "ended") return <span className="block min-w-32">{short}</span>;
  if (kind === "queued" && at && Date.parse(at) <= now) return <span className="block min-w-32">{short}</span>;
  const until = isDue && at && Date.parse(at) > now ? at : null;
  return (
    <span className="block min-w-40">
      {isDue ? "Due now" : <NextTime value={at} />}
      {short ? (
        <span className="block text-ink-muted">
          {short}
          {until ? (
            <>
              ; ends <Time value={until} compact />
            </>
          ) : null}
        </span>
      ) : null}
    </span>
  );
}
