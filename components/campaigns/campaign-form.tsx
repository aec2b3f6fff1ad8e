"use client";
import { useQuery } from "@tanstack/react-query";
import type { FormEvent } from "react";
import { FormFailure } from "#components/account/form-failure.tsx";
import { EditConflict } from "#components/query/edit-conflict.tsx";
import { useEditForm } from "#components/query/use-edit-form.ts";
import { useHasRole } from "#components/shell/role.tsx";
import { Button } from "#components/ui/button.tsx";
import { Card } from "#components/ui/card.tsx";
import type { CampaignView } from "#lib/campaigns/contract.ts";
import { allTemplatesQuery } from "#lib/templates/queries.ts";
import { BasicsFields } from "./basics-fields.tsx";
import { CadenceCard } from "./cadence-card.tsx";
import { bodyOf, draftOf, problemsOf } from "./campaign-draft.ts";
import { changeLines, differences } from "./conflict-words.ts";
import { StepsField } from "./steps-field.tsx";
import { TargetsField } from "./targets-field.tsx";
import { useSaveCampaign } from "./use-save-campaign.ts";

type CampaignFormProps = { campaign: CampaignView | null };

/** Form of a new or stored campaign. What the API refuses stands at its field. */
export function CampaignForm({ campaign }: CampaignFormProps) {
  const { save, onSaved } = useSaveCampaign(campaign);
  const form = useEditForm({
    stored: campaign,
    draftOf,
    problemsOf,
    bodyOf,
    save: (draft, version) => save(bodyOf(draft), version),
    onSaved,
  });
  const mayEdit = useHasRole("operator") && campaign?.status !== "archived";
  const templates = useQuery(allTemplatesQuery).data ?? [];
  const nameOf = (id: string) => templates.find((template) => template.id === id)?.name;
  const { draft, conflict } = form;
  const fields = { draft, onChange: form.change, errors: form.errors, disabled: !mayEdit };

  function submit(event: FormEvent) {
    event.preventDefault();
    form.submit();
  }

  return (
    <form onSubmit={submit} noValidate aria-label="Campaign" className="flex flex-col gap-5">
      <div className="grid items-start gap-5 xl:grid-cols-2 xl:grid-rows-[auto_1fr]">
        <Card title="Audience">
          <div className="flex flex-col gap-4">
            <BasicsFields {...fields} />
            <TargetsField {...fields} />
          </div>
        </Card>
        <Card
          title="Steps"
          description="Each step is one message. A template is used as it is; the engine writes the rest."
          className="xl:row-span-2"
        >
          <StepsField {...fields} />
        </Card>
        <CadenceCard draft={draft} />
      </div>
      {conflict ? (
        <EditConflict
          what="this campaign"
          changes={form.missed.map((change) => ({ ...change, lines: changeLines(change, nameOf) }))}
          rows={differences(draft, conflict, nameOf)}
          onSaveMine={() => form.submit(conflict.version)}
          onTakeStored={() => {
            onSaved(conflict);
            form.discard();
          }}
        />
      ) : null}
      <FormFailure message={form.failure} />
      {mayEdit ? (
        <div className="flex items-center gap-2">
          <Button type="submit" variant="primary" disabled={!form.canSave} busy={form.isSaving}>
            {campaign ? "Save" : "Create campaign"}
          </Button>
          <Button disabled={!form.isDirty || form.isSaving} onClick={form.discard}>
            Discard
          </Button>
        </div>
      ) : (
        <p className="text-ink-muted">
          {campaign?.status === "archived" ? "An archived campaign stays as it is." : "Operators change campaigns."}
        </p>
      )}
    </form>
  );
}
