"use client";
import type { ReactNode } from "react";
import { HealthActions } from "#components/health/health-actions.tsx";
import { stateWord } from "#components/health/health-words.ts";
import { WordBadge } from "#components/health/word-badge.tsx";
import { ArchiveButton } from "#components/place/archive-button.tsx";
import { Button } from "#components/ui/button.tsx";
import { Card } from "#components/ui/card.tsx";
import { CopyText } from "#components/ui/copy-text.tsx";
import { Time } from "#components/ui/time.tsx";
import { formatPlural } from "#lib/format/number.ts";
import type { ConnectionView } from "#lib/mailboxes/contract-connection.ts";
import { CheckButton } from "./check-button.tsx";
import { describeServer, eventSourceLabel } from "./connection-words.ts";

type ConnectionCardProps = { connection: ConnectionView; onEdit?: () => void };

export function ConnectionCard({ connection, onEdit }: ConnectionCardProps) {
  const { id, name, state } = connection;
  return (
    <Card
      title={name}
      description={describeServer(connection)}
      actions={
        <>
          {/* Only a person lets a stopped connection send again. */}
          <WordBadge word={stateWord(state, "release_by_person")} />
          <CheckButton id={id} name={name} />
          {onEdit ? (
            <Button size="sm" onClick={onEdit}>
              Edit<span className="sr-only"> {name}</span>
            </Button>
          ) : null}
          <HealthActions place="connections" id={id} name={name} isPaused={state === "paused"} />
          <ArchiveButton
            place="connections"
            id={id}
            name={name}
            version={connection.version}
            mailboxCount={connection.mailbox_count}
          />
        </>
      }
    >
      <dl className="grid grid-cols-[auto_minmax(0,1fr)] gap-x-4 gap-y-1.5">
        <Line name="Mailboxes">{formatPlural(connection.mailbox_count, "mailbox", "mailboxes")}</Line>
        <Line name="Events">{eventSourceLabel(connection.event_source)}</Line>
        {connection.webhook_url ? (
          <Line name="Webhook address">
            <CopyText text={connection.webhook_url} label="the webhook address" />
          </Line>
        ) : null}
        {connection.event_source === "none" ? null : (
          <Line name="Signing keys">
            <SigningKeys keys={connection.webhook_keys} />
          </Line>
        )}
      </dl>
    </Card>
  );
}

function SigningKeys({ keys }: { keys: ConnectionView["webhook_keys"] }) {
  if (keys.length === 0) return <span className="text-bad">none: events are rejected until you add one</span>;
  return (
    <ul>
      {keys.map((key) => (
        <li key={key.id}>
          <code className="font-mono text-sm">{key.fingerprint}</code>, added <Time value={key.added_at} compact />
        </li>
      ))}
    </ul>
  );
}

function Line({ name, children }: { name: string; children: ReactNode }) {
  return (
    <>
      <dt className="text-ink-muted">{name}</dt>
      <dd className="min-w-0 wrap-anywhere">{children}</dd>
    </>
  );
}
