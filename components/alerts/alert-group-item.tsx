"use client";
import { useId, useState } from "react";
import { ExpandButton } from "#components/ui/expand-button.tsx";
import { StatusBadge } from "#components/ui/status-badge.tsx";
import { useNow } from "#components/ui/use-now.ts";
import type { AlertView } from "#lib/alerts/contract.ts";
import { AlertActions } from "./alert-actions.tsx";
import { answersOf } from "./alert-answers.ts";
import { type AlertGroup, groupDetail, groupTitle } from "./alert-groups.ts";
import { AlertItem } from "./alert-item.tsx";
import { severityWord } from "./alert-words.ts";

/** Alerts of one cause in one line, with what to do about all of them; opens to each. A single one is shown as it is. */
export function AlertGroupItem({ group }: { group: AlertGroup<AlertView> }) {
  const [first] = group.alerts;
  if (group.alerts.length === 1) return <AlertItem alert={first} />;
  return <ManyAlerts group={group} />;
}

function ManyAlerts({ group }: { group: AlertGroup<AlertView> }) {
  const [isOpen, setOpen] = useState(false);
  const listId = useId();
  const [first] = group.alerts;
  const { label, tone } = severityWord(first.severity);
  const title = groupTitle(group);
  return (
    <li>
      <div className="flex flex-col gap-3 px-4 py-4 md:flex-row md:items-start md:gap-4">
        <div className="w-24 shrink-0">
          <StatusBadge tone={tone}>{label}</StatusBadge>
        </div>
        <div className="min-w-0 flex-1">
          <p className="font-medium wrap-anywhere">
            <ExpandButton expanded={isOpen} onToggle={() => setOpen(!isOpen)} controls={listId}>
              {title}
            </ExpandButton>
          </p>
          <p className="wrap-anywhere">{groupDetail(group)}</p>
          <p className="mt-2">{first.todo}</p>
          <p className="mt-2 text-sm">
            <span className="text-ink-muted">each ends with</span> {first.clears}
          </p>
          <GroupAnswers alerts={group.alerts} />
        </div>
        <div className="flex flex-wrap items-center gap-2 md:justify-end">
          <AlertActions alerts={group.alerts} name={title} />
        </div>
      </div>
      {isOpen ? (
        <ul id={listId} aria-label={title} className="divide-y divide-line border-t border-line bg-sunken md:pl-8">
          {group.alerts.map((alert) => (
            <AlertItem key={alert.id} alert={alert} />
          ))}
        </ul>
      ) : null}
    </li>
  );
}

function GroupAnswers({ alerts }: { alerts: readonly AlertView[] }) {
  const { toAcknowledge, toSnooze } = answersOf(alerts, useNow(60_000));
  const [acknowledged, snoozed] = [alerts.length - toAcknowledge.length, alerts.length - toSnooze.length];
  return (
    <div className="mt-2 flex flex-wrap gap-2 empty:hidden">
      {acknowledged > 0 ? (
        <StatusBadge tone="ok">
          {acknowledged} of {alerts.length} acknowledged
        </StatusBadge>
      ) : null}
      {snoozed > 0 ? (
        <StatusBadge tone="neutral">
          {snoozed} of {alerts.length} snoozed
        </StatusBadge>
      ) : null}
    </div>
  );
}
