"use client";
import { Banner } from "#components/ui/banner.tsx";
import { Time } from "#components/ui/time.tsx";

/** The counters could not be read just now; the engine slows down, and after five minutes stops. */
export function StaleCounters({ since }: { since: string | null }) {
  if (!since) return null;
  return (
    <Banner tone="warn" role="status">
      The counters could not be read; these are from <Time value={since} />. Sending slows down, and pauses after five
      minutes.
    </Banner>
  );
}
