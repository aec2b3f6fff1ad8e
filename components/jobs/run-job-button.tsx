"use client";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { Play } from "lucide-react";
import { useEffect, useState } from "react";
import { useHasRole } from "#components/shell/role.tsx";
import { Button } from "#components/ui/button.tsx";
import { showToast } from "#components/ui/toast-store.ts";
import type { JobFunctionId } from "#lib/engine/events.ts";
import type { JobRunView } from "#lib/jobs/contract.ts";
import { jobRunQuery, runJob } from "#lib/jobs/queries.ts";
import { describeCounts } from "./job-words.ts";

type RunJobButtonProps = { functionId: JobFunctionId; title: string; label?: string };

const POLL_MS = 1_000;

/** Starts a job, follows the run, says how it ended and brings every view up to date. */
export function RunJobButton({ functionId, title, label = "Run now" }: RunJobButtonProps) {
  const mayRun = useHasRole("operator");
  const client = useQueryClient();
  const [runId, setRunId] = useState<string | null>(null);
  const start = useMutation({
    mutationFn: () => runJob(functionId),
    onSuccess: ({ run_id }) => setRunId(run_id),
    onError: (error) => showToast({ tone: "bad", text: error.message }),
  });
  const { data: run } = useQuery({
    ...jobRunQuery(runId ?? ""),
    enabled: runId !== null,
    refetchInterval: POLL_MS,
  });

  useEffect(() => {
    if (!run || run.id !== runId || run.finished_at === null) return;
    setRunId(null);
    announce(title, run);
    void client.invalidateQueries({ predicate: ({ queryKey }) => queryKey[0] !== "job-run" });
  }, [run, runId, title, client]);

  if (!mayRun) return null;
  return (
    <Button
      size="sm"
      onClick={() => start.mutate()}
      busy={start.isPending || runId !== null}
      icon={<Play aria-hidden="true" className="size-3.5" />}
    >
      {runId === null ? label : "Running"}
      <span className="sr-only"> {title}</span>
    </Button>
  );
}

function announce(title: string, run: JobRunView): void {
  if (run.status === "failed") {
    showToast({ tone: "bad", text: `${title} failed. ${run.error ?? ""}` });
    return;
  }
  const counts = describeCounts(run.counts).join(", ");
  showToast({ tone: "ok", text: counts === "" ? `${title} is done.` : `${title} is done: ${counts}.` });
}
