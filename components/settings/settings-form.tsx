"use client";
import type { FormEvent } from "react";
import { useHasRole } from "#components/shell/role.tsx";
import { Banner } from "#components/ui/banner.tsx";
import { Button } from "#components/ui/button.tsx";
import { Card } from "#components/ui/card.tsx";
import type { VersionedSettings } from "#lib/settings/contract.ts";
import { ChangePreview } from "./change-preview.tsx";
import { ConflictNotice } from "./conflict-notice.tsx";
import { SEND_WINDOW } from "./sending-groups.ts";
import { SettingControl } from "./setting-control.tsx";
import type { SettingName } from "./setting-field.ts";
import type { SettingGroup } from "./setting-group.ts";
import { useSettingsForm } from "./use-settings-form.ts";
import { WindowDrawing } from "./window-drawing.tsx";

type SettingsFormProps = { group: SettingGroup; stored: VersionedSettings };

/** One group of settings: edit, save, errors at their fields, and what to do when somebody else was faster. */
export function SettingsForm({ group, stored }: SettingsFormProps) {
  const form = useSettingsForm(group.fields, stored);
  const mayEdit = useHasRole("admin");

  function drafted(name: SettingName) {
    const field = group.fields.find((candidate) => candidate.name === name);
    return field && form.value(field);
  }

  function submit(event: FormEvent) {
    event.preventDefault();
    form.save();
  }

  return (
    <Card id={group.id} className="scroll-mt-20" title={group.title} description={group.description}>
      <form
        onSubmit={submit}
        noValidate
        aria-label={group.title}
        className="grid items-start gap-x-10 gap-y-5 xl:grid-cols-[minmax(0,1fr)_minmax(0,26rem)]"
      >
        <div className="flex max-w-2xl min-w-0 flex-col gap-5">
          {group.fields.map((field) => (
            <SettingControl
              key={field.name}
              field={field}
              value={form.value(field)}
              error={form.error(field)}
              disabled={!mayEdit || form.isSaving}
              onChange={(value) => form.change(field, value)}
            />
          ))}
        </div>
        <div className="flex min-w-0 flex-col gap-5 xl:sticky xl:top-20 xl:row-span-2">
          {group.id === SEND_WINDOW.id ? <WindowDrawing drafted={drafted} /> : null}
          {form.conflict ? (
            <ConflictNotice form={form} conflict={form.conflict} />
          ) : mayEdit ? (
            <ChangePreview change={form.edited} isValid={form.isValid} fields={group.fields} />
          ) : null}
        </div>
        <div className="flex max-w-2xl min-w-0 flex-col gap-5">
          {form.failure ? (
            <Banner tone="bad" role="alert">
              {form.failure}
            </Banner>
          ) : null}
          {mayEdit ? (
            <div className="flex items-center gap-2">
              <Button
                type="submit"
                variant="primary"
                disabled={!form.isDirty || form.conflict !== null}
                busy={form.isSaving}
              >
                Save
              </Button>
              <Button disabled={!form.isDirty || form.isSaving} onClick={form.discard}>
                Discard
              </Button>
            </div>
          ) : (
            <p className="text-ink-muted">Only admins can change settings.</p>
          )}
        </div>
      </form>
    </Card>
  );
}
