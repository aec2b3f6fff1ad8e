"use client";
import { useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { ConfirmButton } from "#components/access/confirm-button.tsx";
import { useHasRole } from "#components/shell/role.tsx";
import { Button } from "#components/ui/button.tsx";
import { Dialog } from "#components/ui/dialog.tsx";
import { showToast } from "#components/ui/toast-store.ts";
import type { TemplateView } from "#lib/templates/contract.ts";
import { archiveTemplate, templateQuery } from "#lib/templates/queries.ts";
import { TemplateUses } from "./template-uses.tsx";

/** Takes a template out of use, for good. One that campaigns name stays: it says which, and what to do first. */
export function ArchiveButton({ template }: { template: TemplateView }) {
  const client = useQueryClient();
  const mayArchive = useHasRole("operator") && template.archived_at === null;
  if (!mayArchive) return null;
  if (template.campaigns.length > 0) return <StillUsedButton template={template} />;

  async function archive() {
    const archived = await archiveTemplate(template);
    client.setQueryData(templateQuery(template.id).queryKey, archived);
    void client.invalidateQueries({ queryKey: ["templates"] });
    showToast({ tone: "ok", text: `${archived.name} is archived.` });
  }

  return (
    <ConfirmButton
      label="Archive"
      about={template.name}
      title={`Archive ${template.name}`}
      text="It can no longer be used in a step and cannot be restored. Emails sent with it stay."
      run={archive}
    />
  );
}

/** The dialog of a template that cannot be archived yet. */
function StillUsedButton({ template: { name, campaigns } }: { template: TemplateView }) {
  const [open, setOpen] = useState(false);
  return (
    <>
      <Button size="sm" variant="danger" onClick={() => setOpen(true)}>
        Archive…<span className="sr-only"> {name}</span>
      </Button>
      <Dialog
        open={open}
        onOpenChange={setOpen}
        title={`${name} is in use`}
        description="These campaigns would lose their text. Give their steps another template, or archive the campaigns, first."
      >
        <div className="flex flex-col gap-4">
          <TemplateUses uses={campaigns} />
          <div className="flex justify-end">
            <Button onClick={() => setOpen(false)}>Close</Button>
          </div>
        </div>
      </Dialog>
    </>
  );
}
