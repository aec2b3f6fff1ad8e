"use client";
import { useQuery } from "@tanstack/react-query";
import { type FormEvent, useState } from "react";
import { QueryView } from "#components/query/query-view.tsx";
import { Banner } from "#components/ui/banner.tsx";
import { Button } from "#components/ui/button.tsx";
import { DialogButtons } from "#components/ui/dialog-buttons.tsx";
import { Field } from "#components/ui/field.tsx";
import { Textarea } from "#components/ui/input.tsx";
import { Progress } from "#components/ui/progress.tsx";
import { Select } from "#components/ui/select.tsx";
import { Skeleton } from "#components/ui/skeleton.tsx";
import { formatCount } from "#lib/format/number.ts";
import { type BulkChoice, type BulkWhich, bulkPreviewQuery } from "#lib/prospects/queries-bulk.ts";
import { ownersQuery } from "#lib/prospects/queries-change.ts";
import { campaignChoicesQuery } from "#lib/prospects/queries-list.ts";
import { type BulkAction, mostBulkIds } from "#lib/prospects/types.ts";
import { BulkForecast } from "./bulk-forecast.tsx";
import { BULK_WORDS, prospectsText } from "./bulk-words.ts";
import { openCampaignOptions } from "./open-campaigns.ts";
import { ownerOptions } from "./owner-words.ts";
import type { useProspectRun } from "./use-prospect-run.ts";

type BulkFormProps = {
  action: BulkAction;
  which: BulkWhich;
  run: ReturnType<typeof useProspectRun>;
  onCancel: () => void;
};

export function BulkForm({ action, which, run, onCancel }: BulkFormProps) {
  const words = BULK_WORDS[action];
  const [value, setValue] = useState("");
  const [reason, setReason] = useState("");
  const [missing, setMissing] = useState(false);
  const choice = choiceOf(action, value);
  const preview = useQuery(bulkPreviewQuery(which, choice));
  const ids = preview.data?.ids ?? [];
  // Whom a part of it is done to must not be given something else than the rest.
  const hasBegun = run.total > 0;

  function submit(event: FormEvent) {
    event.preventDefault();
    const isMissing = action === "assign_campaign" && value === "";
    setMissing(isMissing);
    if (isMissing) return;
    void run.start({ ...choice, ...(words.hasReason && reason.trim() ? { reason: reason.trim() } : {}) }, ids);
  }

  const choosing = { value, onChange: setValue, disabled: hasBegun };
  return (
    <form onSubmit={submit} noValidate className="flex flex-col gap-4">
      {action === "assign_owner" ? <OwnerField {...choosing} /> : null}
      {action === "assign_campaign" ? <CampaignField {...choosing} isMissing={missing} /> : null}
      {words.hasReason ? (
        <Field label="Reason" optional>
          {(control) => (
            <Textarea {...control} value={reason} onChange={(event) => setReason(event.target.value)} maxLength={500} />
          )}
        </Field>
      ) : null}
      <QueryView query={preview} what="What would change" skeleton={<Skeleton className="h-5 w-56" />}>
        {(told) => <BulkForecast preview={told} />}
      </QueryView>
      <BulkProgress run={run} />
      {ids.length > 0 ? (
        <DialogButtons
          onCancel={onCancel}
          busy={run.isRunning}
          confirmLabel={`${words.confirm} ${prospectsText(ids.length)}`}
          isDangerous={words.isDangerous}
        />
      ) : (
        <div className="flex justify-end">
          <Button onClick={onCancel}>{preview.isPending ? "Cancel" : "Close"}</Button>
        </div>
      )}
    </form>
  );
}

function choiceOf(action: BulkAction, value: string): BulkChoice {
  if (action === "assign_owner") return { action, owner_id: value || null };
  return action === "assign_campaign" && value !== "" ? { action, campaign_id: value } : { action };
}

function BulkProgress({ run: { isRunning, done, total, error } }: Pick<BulkFormProps, "run">) {
  const howFar = `${formatCount(done.length)} of ${prospectsText(total)}`;
  return (
    <>
      {total > mostBulkIds && (isRunning || done.length > 0) ? (
        <div className="flex flex-col gap-1">
          <Progress label="Done" value={done.length} max={total} valueText={howFar} />
          <p className="text-sm text-ink-muted tabular-nums">{howFar}</p>
        </div>
      ) : null}
      {error ? (
        <Banner tone="bad" role="alert">
          {error.message}{" "}
          {done.length > 0 ? `${formatCount(done.length)} are done; the rest can be tried again.` : null}
        </Banner>
      ) : null}
    </>
  );
}

/** Why there is nothing to choose from. */
function unread(what: string, error: Error | null): string | undefined {
  return error ? `The ${what} could not be loaded. ${error.message}` : undefined;
}

type ChoiceProps = { value: string; onChange: (value: string) => void; disabled: boolean };

function OwnerField({ value, onChange, disabled }: ChoiceProps) {
  const owners = useQuery(ownersQuery);
  return (
    <Field label="Owner" error={unread("members", owners.error)}>
      {(control) => (
        <Select
          {...control}
          options={ownerOptions(owners.data?.items, null)}
          value={value}
          onValueChange={onChange}
          disabled={disabled}
        />
      )}
    </Field>
  );
}

function CampaignField({ value, onChange, disabled, isMissing }: ChoiceProps & { isMissing: boolean }) {
  const campaigns = useQuery(campaignChoicesQuery);
  const open = openCampaignOptions(campaigns.data?.items ?? []);
  const isNone = campaigns.data !== undefined && open.length === 0;
  const options = [{ value: "", label: isNone ? "There is no campaign to join" : "Choose a campaign" }, ...open];
  return (
    <Field
      label="Campaign"
      error={unread("campaigns", campaigns.error) ?? (isMissing ? "Choose a campaign." : undefined)}
    >
      {(control) => (
        <Select {...control} options={options} value={value} onValueChange={onChange} disabled={disabled} />
      )}
    </Field>
  );
}
