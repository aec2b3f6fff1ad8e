"use client";
import { useQuery } from "@tanstack/react-query";
import { type FormEvent, useState } from "react";
import { Banner } from "#components/ui/banner.tsx";
import { DialogButtons } from "#components/ui/dialog-buttons.tsx";
import { Field } from "#components/ui/field.tsx";
import { Textarea } from "#components/ui/input.tsx";
import { Select } from "#components/ui/select.tsx";
import type { BulkChoice } from "#lib/prospects/queries-bulk.ts";
import { ownersQuery } from "#lib/prospects/queries-change.ts";
import { campaignChoicesQuery } from "#lib/prospects/queries-list.ts";
import type { BulkAction } from "#lib/prospects/types.ts";
import { BULK_WORDS, prospectsText } from "./bulk-words.ts";
import { openCampaignOptions } from "./open-campaigns.ts";
import { ownerOptions } from "./owner-words.ts";

type BulkFormProps = {
  action: BulkAction;
  count: number;
  busy: boolean;
  failure: string | null;
  onConfirm: (choice: BulkChoice) => void;
  onCancel: () => void;
};

export function BulkForm({ action, count, busy, failure, onConfirm, onCancel }: BulkFormProps) {
  const words = BULK_WORDS[action];
  const [value, setValue] = useState("");
  const [reason, setReason] = useState("");
  const [missing, setMissing] = useState(false);

  function submit(event: FormEvent) {
    event.preventDefault();
    const isMissing = action === "assign_campaign" && value === "";
    setMissing(isMissing);
    if (isMissing) return;
    onConfirm({
      action,
      ...(action === "assign_owner" ? { owner_id: value || null } : {}),
      ...(action === "assign_campaign" ? { campaign_id: value } : {}),
      ...(words.hasReason && reason.trim() ? { reason: reason.trim() } : {}),
    });
  }

  return (
    <form onSubmit={submit} noValidate className="flex flex-col gap-4">
      {action === "assign_owner" ? <OwnerField value={value} onChange={setValue} /> : null}
      {action === "assign_campaign" ? <CampaignField value={value} onChange={setValue} isMissing={missing} /> : null}
      {words.hasReason ? (
        <Field label="Reason" optional>
          {(control) => (
            <Textarea {...control} value={reason} onChange={(event) => setReason(event.target.value)} maxLength={500} />
          )}
        </Field>
      ) : null}
      {failure ? (
        <Banner tone="bad" role="alert">
          {failure}
        </Banner>
      ) : null}
      <DialogButtons
        onCancel={onCancel}
        busy={busy}
        confirmLabel={`${words.confirm} ${prospectsText(count)}`}
        isDangerous={words.isDangerous}
      />
    </form>
  );
}

/** Why there is nothing to choose from. */
function unread(what: string, error: Error | null): string | undefined {
  return error ? `The ${what} could not be loaded. ${error.message}` : undefined;
}

type ChoiceProps = { value: string; onChange: (value: string) => void };

function OwnerField({ value, onChange }: ChoiceProps) {
  const owners = useQuery(ownersQuery);
  return (
    <Field label="Owner" error={unread("members", owners.error)}>
      {(control) => (
        <Select {...control} options={ownerOptions(owners.data?.items, null)} value={value} onValueChange={onChange} />
      )}
    </Field>
  );
}

function CampaignField({ value, onChange, isMissing }: ChoiceProps & { isMissing: boolean }) {
  const campaigns = useQuery(campaignChoicesQuery);
  const open = openCampaignOptions(campaigns.data?.items ?? []);
  const isNone = campaigns.data !== undefined && open.length === 0;
  const options = [{ value: "", label: isNone ? "There is no campaign to join" : "Choose a campaign" }, ...open];
  return (
    <Field
      label="Campaign"
      error={unread("campaigns", campaigns.error) ?? (isMissing ? "Choose a campaign." : undefined)}
    >
      {(control) => <Select {...control} options={options} value={value} onValueChange={onChange} />}
    </Field>
  );
}
