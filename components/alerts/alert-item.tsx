"use client";
import { ChevronRight } from "lucide-react";
import Link from "next/link";
import type { ReactNode } from "react";
import { StatusBadge } from "#components/ui/status-badge.tsx";
import { Time } from "#components/ui/time.tsx";
import { useNow } from "#components/ui/use-now.ts";
import type { AlertView } from "#lib/alerts/contract.ts";
import { AlertActions } from "./alert-actions.tsx";
import { isSnoozed } from "./alert-answers.ts";
import { evidenceLines, placeText, severityWord } from "./alert-words.ts";

/** One alert: how grave, since when, what it rests on, what to do, what ends it. */
export function AlertItem({ alert }: { alert: AlertView }) {
  const { label, tone } = severityWord(alert.severity);
  const evidence = evidenceLines(alert.evidence);
  return (
    <li className="flex flex-col gap-3 px-4 py-4 md:flex-row md:items-start md:gap-4">
      <div className="w-24 shrink-0">
        <StatusBadge tone={tone}>{label}</StatusBadge>
      </div>
      <div className="min-w-0 flex-1">
        <p className="font-medium wrap-anywhere">{alert.title}</p>
        <p className="wrap-anywhere">{alert.detail}</p>
        <p className="mt-2">{alert.todo}</p>
        <dl className="mt-2 flex flex-wrap gap-x-5 gap-y-1 text-sm">
          <Fact name="alert opened">
            <Time value={alert.opened_at} />
          </Fact>
          {alert.closed_at ? (
            <Fact name="over since">
              <Time value={alert.closed_at} />
            </Fact>
          ) : (
            <Fact name="ends with">{alert.clears}</Fact>
          )}
          {evidence.map(([name, text]) => (
            <Fact key={name} name={name}>
              {text}
            </Fact>
          ))}
        </dl>
        <Answers alert={alert} />
      </div>
      <div className="flex flex-wrap items-center gap-2 md:justify-end">
        {alert.closed_at === null ? <AlertActions alerts={[alert]} name={alert.title} /> : null}
        <Link
          href={alert.href}
          prefetch={false}
          className="inline-flex min-h-7 items-center gap-1 rounded-md px-1 font-medium text-accent"
        >
          {placeText(alert.scope)}
          <span className="sr-only">: {alert.title}</span>
          <ChevronRight aria-hidden="true" className="size-4" />
        </Link>
      </div>
    </li>
  );
}

function Fact({ name, children }: { name: string; children: ReactNode }) {
  return (
    <div className="flex min-w-0 gap-1.5">
      <dt className="shrink-0 text-ink-muted">{name}</dt>
      <dd className="min-w-0 wrap-anywhere [&_time]:whitespace-normal">{children}</dd>
    </div>
  );
}

function Answers({ alert }: { alert: AlertView }) {
  const { acknowledged_at, acknowledged_by, acknowledge_note, snoozed_until, closed_at } = alert;
  const now = useNow(60_000);
  return (
    <div className="mt-2 flex flex-wrap gap-2 empty:hidden">
      {acknowledged_at ? (
        <>
          <StatusBadge tone="ok">Acknowledged by {acknowledged_by}</StatusBadge>
          {acknowledge_note ? <span className="min-w-0 text-sm wrap-anywhere">{acknowledge_note}</span> : null}
        </>
      ) : null}
      {closed_at === null && isSnoozed(alert, now) ? (
        <StatusBadge tone="neutral">
          Snoozed, back <Time value={snoozed_until} compact />
        </StatusBadge>
      ) : null}
    </div>
  );
}
