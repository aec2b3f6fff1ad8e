"use client";
import { useMutation } from "@tanstack/react-query";
import { Download } from "lucide-react";
import { Button } from "#components/ui/button.tsx";
import { showToast } from "#components/ui/toast-store.ts";
import { exportPlaces } from "#lib/mailboxes/queries.ts";

type ExportPlacesProps = { place: "domains" | "mailboxes"; found: readonly { id: string }[] };

/** What the grid has found, in its order, as CSV; who took how many is in the audit log. */
export function ExportPlaces({ place, found }: ExportPlacesProps) {
  const save = useMutation({
    mutationFn: () =>
      exportPlaces(
        place,
        found.map(({ id }) => id),
      ),
    onError: (error) => showToast({ tone: "bad", text: error.message }),
  });
  return (
    <Button
      size="sm"
      busy={save.isPending}
      disabled={found.length === 0}
      onClick={() => save.mutate()}
      icon={<Download aria-hidden="true" className="size-4" />}
    >
      Export CSV
    </Button>
  );
}
