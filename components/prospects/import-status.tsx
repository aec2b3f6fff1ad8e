import { Spinner } from "#components/ui/spinner.tsx";
import { StatusBadge } from "#components/ui/status-badge.tsx";
import type { ImportItem } from "#lib/prospects/contract.ts";

type Status = ImportItem["status"];

/** Whether nothing more will happen to the import. */
export function isOver(status: Status): boolean {
  return status === "done" || status === "failed";
}

export function ImportStatus({ status }: { status: Status }) {
  if (status === "done") return <StatusBadge tone="ok">Done</StatusBadge>;
  if (status === "failed") return <StatusBadge tone="bad">Failed</StatusBadge>;
  return (
    <StatusBadge tone="info" icon={<Spinner />}>
      {status === "receiving" ? "Receiving the file" : "Going through the rows"}
    </StatusBadge>
  );
}
