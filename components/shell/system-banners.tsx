"use client";
import { useQuery } from "@tanstack/react-query";
import { Banner } from "#components/ui/banner.tsx";
import { commandCenterQuery } from "#lib/command-center/queries.ts";
import { fetchReadiness } from "#lib/query/readiness.ts";

const POLL_MS = 30_000;

const PARTS: Record<string, string> = {
  postgres: "The database does not answer: nothing is sent and nothing can be changed.",
  redis: "Redis does not answer: reputation is read from memory for five minutes, then sending pauses.",
  migrations: "The database is not on the version of this program.",
  server: "The server does not answer: what you see may be out of date.",
};

/** What holds on every page: no real mail, or a part that is down and what that means. */
export function SystemBanners() {
  const { data: center } = useQuery(commandCenterQuery);
  const { data: readiness } = useQuery({
    queryKey: ["readiness"],
    queryFn: ({ signal }) => fetchReadiness(signal),
    refetchInterval: POLL_MS,
  });
  const failing = readiness?.isReady === false ? readiness.failing : [];
  return (
    <div className="flex flex-col empty:hidden">
      {failing.map((part) => (
        <Banner key={part} tone="bad" role="alert" className="rounded-none px-4 lg:px-6">
          {PARTS[part] ?? `A part does not work: ${part}.`}
        </Banner>
      ))}
      {center?.engine.is_simulated ? (
        <Banner tone="info" className="rounded-none px-4 lg:px-6">
          Simulator: no real mail leaves.
        </Banner>
      ) : null}
    </div>
  );
}
