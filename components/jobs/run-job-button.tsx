"use client";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { Play } from "lucide-react";
import { useHasRole } from "#components/shell/role.tsx";
import { Button } from "#components/ui/button.tsx";
import { showToast } from "#components/ui/toast-store.ts";
import type { JobFunctionId } from "#lib/engine/events.ts";
import { followRun } from "./follow-run.ts";

type RunJobButtonProps = { functionId: JobFunctionId; title: string; label?: string };

/** Starts a job and is busy until the run has ended. */
export function RunJobButton({ functionId, title, label = "Run now" }: RunJobButtonProps) {
  const mayRun = useHasRole("operator");
  const client = useQueryClient();
  const run = useMutation({
    mutationFn: () => followRun(client, { functionId, title }),
    onError: (error) => showToast({ tone: "bad", text: error.message }),
  });
  if (!mayRun) return null;
  return (
    <Button
      size="sm"
      onClick={() => run.mutate()}
      busy={run.isPending}
      icon={<Play aria-hidden="true" className="size-3.5" />}
    >
      {run.isPending ? "Running" : label}
      <span className="sr-only"> {title}</span>
    </Button>
  );
}
