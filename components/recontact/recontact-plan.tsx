"use client";
import { useQueryClient } from "@tanstack/react-query";
import { type FormEvent, useEffect } from "react";
import { ConflictNotice } from "#components/settings/conflict-notice.tsx";
import { RECONTACT } from "#components/settings/sequence-groups.ts";
import { SettingControl } from "#components/settings/setting-control.tsx";
import { type SettingsForm, useSettingsForm } from "#components/settings/use-settings-form.ts";
import { useHasRole } from "#components/shell/role.tsx";
import { Banner } from "#components/ui/banner.tsx";
import { Button } from "#components/ui/button.tsx";
import { Card } from "#components/ui/card.tsx";
import type { RecontactForecast } from "#lib/recontact/contract.ts";
import { recontactQuery } from "#lib/recontact/queries.ts";
import type { VersionedSettings } from "#lib/settings/contract.ts";
import { settingsQuery } from "#lib/settings/queries.ts";
import { compareForecasts, forecastRows } from "./count-rows.ts";
import { ForecastCard } from "./forecast-card.tsx";
import { triedChange, useTriedForecast } from "./use-tried-settings.ts";

type PlanProps = { forecast: RecontactForecast; stored: VersionedSettings };

/** The forecast and the settings behind it: what is edited is forecast before it is saved. Whoever may not save may still try. */
export function RecontactPlan({ forecast, stored }: PlanProps) {
  const form = useSettingsForm(RECONTACT.fields, stored);
  useAgreement(forecast, stored);
  const tried = useTriedForecast(form.isValid ? triedChange(RECONTACT.fields, form.value, stored) : {});
  return (
    <div className="grid items-start gap-5 xl:grid-cols-[minmax(0,3fr)_minmax(0,2fr)]">
      <ForecastCard
        rows={forecastRows(forecast, tried.data ?? null)}
        comparison={tried.data ? compareForecasts(forecast, tried.data) : null}
      />
      <Card
        id={RECONTACT.id}
        title="Settings"
        description="The forecast updates as you edit. Nothing changes until you save."
      >
        <PlanForm form={form} refusal={tried.error} />
      </Card>
    </div>
  );
}

/** After a save the forecast is of the settings before it, and after somebody else's the form is: then both are asked for again. */
function useAgreement({ settings }: RecontactForecast, stored: VersionedSettings): void {
  const client = useQueryClient();
  const isApart = Object.entries(settings).some(([name, value]) => stored[name as keyof typeof settings] !== value);
  useEffect(() => {
    if (!isApart) return;
    void client.invalidateQueries({ queryKey: recontactQuery.queryKey });
    void client.invalidateQueries({ queryKey: settingsQuery.queryKey });
  }, [client, isApart]);
}

type PlanFormProps = { form: SettingsForm; refusal: Error | null };

function PlanForm({ form, refusal }: PlanFormProps) {
  const mayEdit = useHasRole("admin");
  const failure = form.failure ?? (refusal ? `No forecast: ${refusal.message}` : null);

  function submit(event: FormEvent) {
    event.preventDefault();
    if (mayEdit) form.save();
  }

  return (
    <form onSubmit={submit} noValidate aria-label={RECONTACT.title} className="flex flex-col gap-5">
      {RECONTACT.fields.map((field) => (
        <SettingControl
          key={field.name}
          field={field}
          value={form.value(field)}
          error={form.error(field)}
          disabled={form.isSaving}
          onChange={(value) => form.change(field, value)}
        />
      ))}
      {form.conflict ? <ConflictNotice form={form} conflict={form.conflict} /> : null}
      {failure ? (
        <Banner tone="bad" role="alert">
          {failure}
        </Banner>
      ) : null}
      <div className="flex flex-wrap items-center gap-2">
        {mayEdit ? (
          <Button
            type="submit"
            variant="primary"
            disabled={!form.isDirty || form.conflict !== null}
            busy={form.isSaving}
          >
            Save
          </Button>
        ) : null}
        <Button disabled={!form.isDirty || form.isSaving} onClick={form.discard}>
          Discard
        </Button>
        {mayEdit ? null : <p className="text-ink-muted">Only admins can save settings. You can try them out here.</p>}
      </div>
    </form>
  );
}
