"use client";
import { useQueryClient } from "@tanstack/react-query";
import { ConfirmButton } from "#components/access/confirm-button.tsx";
import { useHasRole } from "#components/shell/role.tsx";
import { showToast } from "#components/ui/toast-store.ts";
import type { TemplateView } from "#lib/templates/contract.ts";
import { archiveTemplate, templateQuery } from "#lib/templates/queries.ts";

/** Takes a template out of use, for good. One that a campaign names stays: the refusal names the campaigns. */
export function ArchiveButton({ template }: { template: TemplateView }) {
  const client = useQueryClient();
  const mayArchive = useHasRole("operator") && template.archived_at === null;
  if (!mayArchive) return null;

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
