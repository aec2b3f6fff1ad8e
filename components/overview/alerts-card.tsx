"use client";
import { ChevronRight } from "lucide-react";
import Link from "next/link";
import { type AlertGroup, groupAlerts, groupDetail, groupTitle } from "#components/alerts/alert-groups.ts";
import { severityWord } from "#components/alerts/alert-words.ts";
import { ATTENTION_ARROW, ATTENTION_LINE } from "#components/alerts/attention-line.ts";
import { OpenWorkItems } from "#components/alerts/open-work-items.tsx";
import { useOpenWork } from "#components/alerts/use-open-work.ts";
import { Card } from "#components/ui/card.tsx";
import { StatusBadge } from "#components/ui/status-badge.tsx";
import { Time } from "#components/ui/time.tsx";
import type { CommandCenter } from "#lib/command-center/contract.ts";
import { SetUpList } from "./set-up-list.tsx";
import type { SetUpStep } from "./set-up-steps.ts";

type Alert = CommandCenter["alerts"][number] & { kind: string };

/** What is left of setting up, what needs a person, and what to do about each; or that nothing does. */
export function AlertsCard({ alerts, steps }: { alerts: CommandCenter["alerts"]; steps: readonly SetUpStep[] }) {
  const work = useOpenWork(alerts.map(({ code }) => code));
  return (
    <Card title="What to do next" flush>
      <SetUpList steps={steps} />
      {alerts.length + work.length + steps.length === 0 ? (
        <p className="flex flex-wrap items-center gap-3 p-4">
          <StatusBadge tone="ok">Nothing needs your attention</StatusBadge>
          <Link href="/alerts" prefetch={false} className="text-accent hover:underline">
            Earlier alerts
          </Link>
        </p>
      ) : (
        <ul className="divide-y divide-line">
          {groupAlerts(alerts.map((alert) => ({ ...alert, kind: alert.code }))).map((group) => (
            <AlertLine key={group.key} group={group} />
          ))}
          <OpenWorkItems work={work} />
        </ul>
      )}
    </Card>
  );
}

/** One alert, or those of one cause together: then it leads to the list of them. */
function AlertLine({ group }: { group: AlertGroup<Alert> }) {
  const [alert] = group.alerts;
  const isOne = group.alerts.length === 1;
  const { label, tone } = severityWord(alert.severity);
  return (
    <li>
      <Link href={isOne ? alert.href : "/alerts"} prefetch={false} className={ATTENTION_LINE}>
        <StatusBadge tone={tone}>{label}</StatusBadge>
        <span className="min-w-0 flex-1">
          <span className="block font-medium wrap-anywhere">
            {isOne ? alert.title : groupTitle(group)}
            <span className="ml-2 text-sm font-normal text-ink-muted">
              <Time value={alert.opened_at} compact />
            </span>
          </span>
          <span className="block text-ink-muted wrap-anywhere">{isOne ? alert.detail : groupDetail(group)}</span>
          {alert.todo === "" ? null : <span className="mt-1 block wrap-anywhere">{alert.todo}</span>}
          <span className="block text-sm text-ink-muted">Ends with: {alert.clears}</span>
        </span>
        <ChevronRight aria-hidden="true" className={ATTENTION_ARROW} />
      </Link>
    </li>
  );
}
