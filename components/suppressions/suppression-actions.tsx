"use client";
import { useMutation } from "@tanstack/react-query";
import { Download, Plus, Upload } from "lucide-react";
import { useState } from "react";
import { useHasRole } from "#components/shell/role.tsx";
import { Button } from "#components/ui/button.tsx";
import { showToast } from "#components/ui/toast-store.ts";
import { exportSuppressions, type SuppressionFilter } from "#lib/suppressions/queries.ts";
import { AddSuppressionDialog } from "./add-suppression-dialog.tsx";
import { ImportSuppressionsDialog } from "./import-suppressions-dialog.tsx";

type Open = "add" | "import" | null;

/** What may be done with the list: save the filtered part as a file, take in a file, add one. */
export function SuppressionActions({ filter }: { filter: SuppressionFilter }) {
  const mayChange = useHasRole("operator");
  const [open, setOpen] = useState<Open>(null);
  const save = useMutation({
    mutationFn: () => exportSuppressions(filter),
    onError: (error) => showToast({ tone: "bad", text: error.message }),
  });
  if (!mayChange) return null;
  const close = (isOpen: boolean) => (isOpen ? undefined : setOpen(null));
  return (
    <>
      <Button
        busy={save.isPending}
        onClick={() => save.mutate()}
        icon={<Download aria-hidden="true" className="size-4" />}
      >
        Export CSV
      </Button>
      <Button onClick={() => setOpen("import")} icon={<Upload aria-hidden="true" className="size-4" />}>
        Import CSV
      </Button>
      <Button variant="primary" onClick={() => setOpen("add")} icon={<Plus aria-hidden="true" className="size-4" />}>
        Add
      </Button>
      <AddSuppressionDialog open={open === "add"} onOpenChange={close} />
      <ImportSuppressionsDialog open={open === "import"} onOpenChange={close} />
    </>
  );
}
