import { Spinner } from "#components/ui/spinner.tsx";
import { StatusBadge } from "#components/ui/status-badge.tsx";
import type { JobRunView } from "#lib/jobs/contract.ts";
import { runStatusWord } from "./job-words.ts";

export function RunStatus({ status }: { status: JobRunView["status"] }) {
  const { label, tone } = runStatusWord(status);
  return (
    <StatusBadge tone={tone} icon={status === "running" ? <Spinner /> : undefined}>
      {label}
    </StatusBadge>
  );
}
