"use client";
import { useQuery } from "@tanstack/react-query";
import { Banner } from "#components/ui/banner.tsx";
import { commandCenterQuery } from "#lib/command-center/queries.ts";
import { fetchFailingParts } from "#lib/query/readiness.ts";

const POLL_MS = 30_000;

/** What holds on every page: no real mail, or a part that is down and what that means. */
export function SystemBanners() {
  const { data: center } = useQuery(commandCenterQuery);
  const { data: failing } = useQuery({
    queryKey: ["readiness"],
    queryFn: ({ signal }) => fetchFailingParts(signal),
    refetchInterval: POLL_MS,
    // Being offline is an answer here: the banner is what says so.
    networkMode: "always",
  });
  return (
    <section aria-label="State of the system" className="flex flex-col">
      {failing?.map(({ name, detail }) => (
        <Banner key={name} tone="bad" role="alert" className="rounded-none px-4 lg:px-6">
          {detail}
        </Banner>
      ))}
      {center?.engine.is_simulated ? (
        <Banner tone="info" className="rounded-none px-4 lg:px-6">
          Simulator: no real mail leaves.
        </Banner>
      ) : null}
    </section>
  );
}
