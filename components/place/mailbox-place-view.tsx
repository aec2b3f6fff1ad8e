"use client";
import { useQuery } from "@tanstack/react-query";
import Link from "next/link";
import { DeactivationReason } from "#components/health/deactivation.tsx";
import { deactivationWords } from "#components/health/deactivation-words.ts";
import { DetailLine } from "#components/health/detail-line.tsx";
import { StaleCounters } from "#components/health/stale-counters.tsx";
import { Freshness } from "#components/query/freshness.tsx";
import { QueryView } from "#components/query/query-view.tsx";
import { Breakable } from "#components/ui/breakable.tsx";
import { Card } from "#components/ui/card.tsx";
import { Stat } from "#components/ui/stat.tsx";
import { StatusBadge } from "#components/ui/status-badge.tsx";
import { Time } from "#components/ui/time.tsx";
import { formatPlural } from "#lib/format/number.ts";
import type { EmailHealthAnswer } from "#lib/health/contract.ts";
import { EMAIL_HEALTH_POLL_MS, emailHealthQuery } from "#lib/health/queries.ts";
import { mailboxQuery } from "#lib/history/queries.ts";
import type { MailboxView } from "#lib/mailboxes/contract-mailbox.ts";
import { ApiError } from "#lib/query/api-error.ts";
import { MailboxActions } from "./mailbox-actions.tsx";
import { NoSuchPlace, PlaceSkeleton } from "./no-such-place.tsx";
import { PlaceBody } from "./place-body.tsx";
import { PlaceHeader } from "./place-header.tsx";
import { TodayStats } from "./today-stats.tsx";

/** One mailbox: how it stands, what it has sent and what became of it, and why the engine treats it as it does. */
export function MailboxPlaceView({ id }: { id: string }) {
  const query = useQuery(mailboxQuery(id));
  const healthQuery = useQuery(emailHealthQuery);
  const health = healthQuery.data?.mailboxes.find((row) => row.id === id);
  const domain = healthQuery.data?.domains.find((row) => row.domain === health?.domain);
  if (query.error instanceof ApiError && query.error.status === 404) {
    return <NoSuchPlace what="mailbox" href="/mailboxes" label="To the mailboxes" />;
  }
  return (
    <QueryView query={query} what="The mailbox" skeleton={<PlaceSkeleton what="mailbox" />}>
      {(mailbox) => (
        <>
          <PlaceHeader
            place="mailboxes"
            id={id}
            name={mailbox.from_email}
            description={mailbox.archived_at ? "Mailbox, archived" : "Mailbox"}
            health={health}
            isPaused={(health?.state ?? mailbox.state) === "paused"}
            isArchived={mailbox.archived_at !== null}
            freshness={<Freshness query={healthQuery} intervalMs={EMAIL_HEALTH_POLL_MS} />}
          >
            <MailboxActions mailbox={mailbox} />
          </PlaceHeader>
          <StaleCounters since={healthQuery.data?.stale_since ?? null} />
          <TodayStats
            name={mailbox.from_email}
            health={health}
            isArchived={mailbox.archived_at !== null}
            used={mailbox.used_today}
            cap={mailbox.cap_today}
          >
            <ActiveStat isActive={mailbox.is_active} health={health} domain={domain ?? null} />
            <Stat
              label="Sending domain"
              value={
                <Link
                  href={`/domains/${mailbox.sending_domain_id}`}
                  prefetch={false}
                  className="text-md text-accent hover:underline"
                >
                  <Breakable text={mailbox.domain} />
                </Link>
              }
            />
            <Stat label="Connection" value={<span className="text-md">{mailbox.connection_name}</span>} />
          </TodayStats>
          <PlaceBody place="mailboxes" id={id} health={health} domain={domain}>
            <SetUpCard mailbox={mailbox} />
          </PlaceBody>
        </>
      )}
    </QueryView>
  );
}

type ActiveStatProps = {
  isActive: boolean;
  health: EmailHealthAnswer["mailboxes"][number] | undefined;
  domain: EmailHealthAnswer["domains"][number] | null;
};

function ActiveStat({ isActive, health, domain }: ActiveStatProps) {
  if (!isActive) return <Stat label="Use" value={<StatusBadge tone="neutral">Turned off</StatusBadge>} />;
  if (!health) return <Stat label="Use" value="–" detail="not loaded" />;
  const { reason, auto_deactivated } = health;
  if (reason === null) return <Stat label="Use" value={<StatusBadge tone="ok">In use</StatusBadge>} />;
  return (
    <Stat
      label="Use"
      value={
        auto_deactivated ? (
          <StatusBadge tone="bad">Auto-deactivated</StatusBadge>
        ) : (
          <StatusBadge tone="warn">Passed over</StatusBadge>
        )
      }
      detail={<DeactivationReason words={deactivationWords({ ...health, reason }, domain)} />}
    />
  );
}

function SetUpCard({ mailbox }: { mailbox: MailboxView }) {
  const onOff = (isOn: boolean) => (isOn ? "on" : "off");
  return (
    <Card title="Set-up">
      <dl className="grid gap-x-4 gap-y-1 max-sm:[&_dd]:mb-2 sm:grid-cols-[auto_minmax(0,1fr)]">
        <DetailLine name="From">{mailbox.from_name}</DetailLine>
        <DetailLine name="Signs as">{mailbox.sender_name}</DetailLine>
        <DetailLine name="Replies to">{mailbox.reply_to_email ?? mailbox.from_email}</DetailLine>
        <DetailLine name="Daily limit">{formatPlural(mailbox.daily_limit, "email")}</DetailLine>
        <DetailLine name="Open tracking">{onOff(mailbox.open_tracking)}</DetailLine>
        <DetailLine name="Click tracking">{onOff(mailbox.click_tracking)}</DetailLine>
        <DetailLine name="Last planned">
          <Time value={mailbox.last_scheduled_at} none="never" />
        </DetailLine>
      </dl>
    </Card>
  );
}
