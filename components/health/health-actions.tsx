"use client";
import { Pause, Play } from "lucide-react";
import { useState } from "react";
import { ReasonDialog } from "#components/query/reason-dialog.tsx";
import { useHasRole } from "#components/shell/role.tsx";
import { Button } from "#components/ui/button.tsx";
import { useWasOpened } from "#components/ui/use-was-opened.ts";
import type { Place } from "#lib/mailboxes/queries.ts";
import { usePause } from "./use-pause.ts";

type HealthActionsProps = { place: Place; id: string; name: string; isPaused: boolean };

/** Pause asks nothing; resume, the dangerous one, asks why. */
export function HealthActions({ place, id, name, isPaused }: HealthActionsProps) {
  const mayAct = useHasRole("operator");
  const [asking, setAsking] = useState(false);
  // A grid has many rows, and hardly any of them is ever asked.
  const isAsked = useWasOpened(asking);
  const { pause, resume } = usePause(place, id, name);
  if (!mayAct) return null;
  return (
    <>
      {isPaused ? (
        <Button size="sm" onClick={() => setAsking(true)} icon={<Play aria-hidden="true" className="size-3.5" />}>
          Resume…<span className="sr-only"> {name}</span>
        </Button>
      ) : (
        <Button
          size="sm"
          onClick={() => pause.mutate()}
          busy={pause.isPending}
          icon={<Pause aria-hidden="true" className="size-3.5" />}
        >
          Pause<span className="sr-only"> {name}</span>
        </Button>
      )}
      {isAsked ? (
        <ReasonDialog
          open={asking}
          onOpenChange={setAsking}
          title={`Resume ${name}`}
          description="What the guard had paused comes back with a small quota; what a person had paused comes back as it was. A score that stops it goes on doing so."
          confirmLabel="Resume"
          onConfirm={(reason) => resume.mutateAsync(reason)}
        />
      ) : null}
    </>
  );
}
