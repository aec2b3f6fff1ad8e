import { StatusBadge } from "#components/ui/status-badge.tsx";
import { describeReason } from "#lib/shared/reasons.ts";
import type { MailboxRow } from "./health-rows.ts";

/** Switched off by a person, or passed over by the engine although a person left it on. */
export function Deactivation({ row }: { row: MailboxRow }) {
  if (!row.is_active) {
    return (
      <span className="mt-1 block pl-5">
        <StatusBadge tone="neutral">Switched off</StatusBadge>
      </span>
    );
  }
  if (!row.auto_deactivated) return null;
  return (
    <span className="mt-1 flex flex-col items-start gap-0.5 pl-5">
      <StatusBadge tone="bad">Auto-deactivated</StatusBadge>
      {row.reason ? (
        <span className="text-xs font-normal text-ink-muted">{describeReason(row.reason).label}</span>
      ) : null}
    </span>
  );
}
