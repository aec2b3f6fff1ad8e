"use client";
import { useQuery } from "@tanstack/react-query";
import { StaleCounters } from "#components/health/stale-counters.tsx";
import { WordBadge } from "#components/health/word-badge.tsx";
import { Freshness } from "#components/query/freshness.tsx";
import { QueryView } from "#components/query/query-view.tsx";
import { Stat } from "#components/ui/stat.tsx";
import { Time } from "#components/ui/time.tsx";
import { formatCount, formatPlural } from "#lib/format/number.ts";
import { EMAIL_HEALTH_POLL_MS, emailHealthQuery } from "#lib/health/queries.ts";
import { domainQuery } from "#lib/history/queries.ts";
import type { DomainView } from "#lib/mailboxes/contract-domain.ts";
import { createDomain } from "#lib/mailboxes/queries.ts";
import { ApiError } from "#lib/query/api-error.ts";
import { ArchiveButton } from "./archive-button.tsx";
import { AUTH_WORDS } from "./auth-words.ts";
import { AuthenticationCard } from "./authentication-card.tsx";
import { DomainMailboxesCard } from "./domain-mailboxes-card.tsx";
import { NoSuchPlace, PlaceSkeleton } from "./no-such-place.tsx";
import { PlaceBody } from "./place-body.tsx";
import { PlaceHeader } from "./place-header.tsx";
import { RestoreButton } from "./restore-button.tsx";
import { TodayStats } from "./today-stats.tsx";
import { WarmUpButton } from "./warm-up-button.tsx";

/** One sending domain: how it stands, what it has sent and what became of it, and why the engine treats it as it does. */
export function DomainPlaceView({ id }: { id: string }) {
  const query = useQuery(domainQuery(id));
  const healthQuery = useQuery(emailHealthQuery);
  const health = healthQuery.data?.domains.find((row) => row.id === id);
  if (query.error instanceof ApiError && query.error.status === 404) {
    return <NoSuchPlace what="sending domain" href="/domains" label="To the domains" />;
  }
  return (
    <QueryView query={query} what="The sending domain" skeleton={<PlaceSkeleton what="sending domain" />}>
      {(domain) => (
        <>
          <PlaceHeader
            place="domains"
            id={id}
            name={domain.domain}
            description={domain.archived_at ? "Sending domain, archived" : "Sending domain"}
            health={health}
            isPaused={(health?.state ?? domain.state) === "paused"}
            isArchived={domain.archived_at !== null}
            freshness={<Freshness query={healthQuery} intervalMs={EMAIL_HEALTH_POLL_MS} />}
          >
            <DomainActions domain={domain} />
          </PlaceHeader>
          <StaleCounters since={healthQuery.data?.stale_since ?? null} />
          <TodayStats
            name={domain.domain}
            health={health}
            isArchived={domain.archived_at !== null}
            used={domain.used_today}
            cap={domain.cap_today}
          >
            <WarmUpStat domain={domain} />
            <AuthStat domain={domain} />
            <Stat label="Mailboxes" value={formatCount(domain.mailbox_count)} />
          </TodayStats>
          <PlaceBody place="domains" id={id} health={health}>
            <AuthenticationCard domain={domain} />
            <DomainMailboxesCard domain={domain.domain} query={healthQuery} />
          </PlaceBody>
        </>
      )}
    </QueryView>
  );
}

function DomainActions({ domain }: { domain: DomainView }) {
  const { id, domain: name, version } = domain;
  if (domain.archived_at) return <RestoreButton place="domains" name={name} restore={() => createDomain(name)} />;
  return (
    <>
      <WarmUpButton domain={domain} />
      <ArchiveButton place="domains" id={id} name={name} version={version} mailboxCount={domain.mailbox_count} />
    </>
  );
}

function WarmUpStat({ domain: { warm_up, warmup_started_at } }: { domain: DomainView }) {
  if (warm_up.day === null || warm_up.cap === null) return <Stat label="Warm-up" value="Done" />;
  const bent = warm_up.factor === 1 ? "" : `, × ${warm_up.factor} by its reputation`;
  return (
    <Stat
      label="Warm-up"
      value={warmup_started_at ? `Day ${warm_up.day + 1}` : "Not begun"}
      detail={`${formatPlural(warm_up.cap, "message")} a day${bent}`}
    />
  );
}

function AuthStat({ domain: { auth_status, auth_checked_at } }: { domain: DomainView }) {
  return (
    <Stat
      label="Authentication"
      value={<WordBadge word={AUTH_WORDS[auth_status]} />}
      detail={auth_checked_at ? <Time value={auth_checked_at} compact /> : AUTH_WORDS[auth_status].meaning}
    />
  );
}
