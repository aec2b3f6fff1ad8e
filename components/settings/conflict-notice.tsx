"use client";
import { Banner } from "#components/ui/banner.tsx";
import { Button } from "#components/ui/button.tsx";
import type { VersionedSettings } from "#lib/settings/contract.ts";
import { describeValue, fromDraft, type SettingField, toDraft } from "./setting-field.ts";
import type { SettingsForm } from "./use-settings-form.ts";

type ConflictNoticeProps = { fields: readonly SettingField[]; form: SettingsForm; current: VersionedSettings };

/** Somebody saved in between: what is stored now against what is in the form, and the two ways on. */
export function ConflictNotice({ fields, form, current }: ConflictNoticeProps) {
  const rows = fields.flatMap((field) => {
    const mine = fromDraft(field, form.value(field));
    if (!mine.ok || toDraft(field, mine.value) === toDraft(field, current[field.name])) return [];
    return [{ field, mine: describeValue(field, mine.value), theirs: describeValue(field, current[field.name]) }];
  });
  return (
    <Banner tone="warn" role="alert">
      <p className="font-medium">Somebody changed the settings while you were editing.</p>
      <ul className="mt-1 list-disc pl-5">
        {rows.map(({ field, mine, theirs }) => (
          <li key={field.name}>
            {field.label}: stored now {theirs}, in your form {mine}
          </li>
        ))}
      </ul>
      <div className="mt-2 flex flex-wrap gap-2">
        <Button size="sm" onClick={() => form.save(current.version)}>
          Save mine
        </Button>
        <Button size="sm" onClick={form.discard}>
          Take what is stored
        </Button>
      </div>
    </Banner>
  );
}
