import { ChevronRight } from "lucide-react";
import Link from "next/link";
import { severityWord } from "#components/alerts/alert-words.ts";
import { Card } from "#components/ui/card.tsx";
import { StatusBadge } from "#components/ui/status-badge.tsx";
import type { CommandCenter } from "#lib/command-center/contract.ts";

type Alert = CommandCenter["alerts"][number];

/** What needs a person; nothing is shown when nothing does. */
export function AlertsCard({ alerts }: { alerts: readonly Alert[] }) {
  if (alerts.length === 0) return null;
  return (
    <Card title="Needs attention" flush>
      <ul className="divide-y divide-line">
        {alerts.map((alert) => (
          <li key={`${alert.code}-${alert.href}-${alert.title}`}>
            <Link
              href={alert.href}
              prefetch={false}
              className="flex items-start gap-3 px-4 py-3 hover:bg-sunken focus-visible:-outline-offset-2"
            >
              <StatusBadge tone={severityWord(alert.severity).tone}>{severityWord(alert.severity).label}</StatusBadge>
              <span className="min-w-0 flex-1">
                <span className="block font-medium">{alert.title}</span>
                <span className="block text-ink-muted">{alert.detail}</span>
              </span>
              <ChevronRight aria-hidden="true" className="size-4 shrink-0 text-ink-muted" />
            </Link>
          </li>
        ))}
      </ul>
    </Card>
  );
}
