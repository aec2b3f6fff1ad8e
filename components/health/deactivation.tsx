import { StatusBadge } from "#components/ui/status-badge.tsx";
import { Time } from "#components/ui/time.tsx";
import { type DeactivationWords, deactivationWords } from "./deactivation-words.ts";
import type { MailboxRow } from "./health-rows.ts";

/** Turned off or paused by a person, or passed over by the engine although a person left it on. */
export function Deactivation({ row }: { row: MailboxRow }) {
  if (!row.is_active) {
    return (
      <span className="mt-1 block pl-5">
        <StatusBadge tone="neutral">Turned off</StatusBadge>
      </span>
    );
  }
  const { auto_deactivated, reason } = row;
  if (reason === null) return null;
  const words = deactivationWords({ ...row, reason }, row.domain_health);
  return (
    <span className="mt-1 flex flex-col items-start gap-0.5 pl-5">
      {auto_deactivated ? <StatusBadge tone="bad">Auto-deactivated</StatusBadge> : null}
      <span className="text-xs font-normal wrap-anywhere text-ink-muted">
        {auto_deactivated ? <DeactivationReason words={words} /> : words.reason}
      </span>
    </span>
  );
}

/** Why, and when or by what it ends. */
export function DeactivationReason({ words: { reason, endsAt, endsWith } }: { words: DeactivationWords }) {
  return (
    <>
      {reason}
      {endsAt ? (
        <>
          ; ends <Time value={endsAt} compact />
        </>
      ) : null}
      {endsWith ? `; ends with ${endsWith}` : null}
    </>
  );
}
