"use client";
import { Download } from "lucide-react";
import { Button } from "#components/ui/button.tsx";
import { type ProspectFilter, prospectExportUrl } from "#lib/prospects/queries-list.ts";

/**
 * The prospects that fit as CSV. A form posts it, so that the browser itself writes a file of any size; who took what is in the audit log.
 */
export function ExportButton({ filter }: { filter: ProspectFilter }) {
  return (
    <form method="post" action={prospectExportUrl(filter)}>
      <Button type="submit" icon={<Download aria-hidden="true" className="size-4" />}>
        Export CSV
      </Button>
    </form>
  );
}
