"use client";
import { useState } from "react";
import { ToldChanges } from "#components/query/told-changes.tsx";
import { Banner } from "#components/ui/banner.tsx";
import { Button } from "#components/ui/button.tsx";
import { RadioField } from "#components/ui/radio-field.tsx";
import { type Contested, changeLines, contestedSettings, type SettingsConflict } from "./conflict-words.ts";
import type { SettingName } from "./setting-field.ts";
import type { SettingsForm } from "./use-settings-form.ts";

/** Somebody saved in between: who, when and what, and for each setting that both changed whose value is kept. */
export function ConflictNotice({ form, conflict }: { form: SettingsForm; conflict: SettingsConflict }) {
  const [taken, setTaken] = useState<readonly SettingName[]>([]);
  const contested = contestedSettings(conflict, form.edited);
  return (
    <Banner tone="warn" role="alert">
      <p className="font-medium">These settings changed while you were editing. Nothing of yours is saved yet.</p>
      <ToldChanges changes={conflict.changes.map((change) => ({ ...change, lines: changeLines(change) }))} />
      <div className="mt-3 flex flex-col gap-3">
        {contested.map((one) => (
          <Choice
            key={one.name}
            contested={one}
            isTaken={taken.includes(one.name)}
            onTake={(takes) => setTaken(takes ? [...taken, one.name] : taken.filter((name) => name !== one.name))}
          />
        ))}
        {contested.length === 0 ? (
          <p>They changed other settings than you did, so you can save yours as well.</p>
        ) : null}
      </div>
      <div className="mt-3 flex flex-wrap gap-2">
        <Button size="sm" variant="primary" busy={form.isSaving} onClick={() => form.resolve(taken)}>
          Save
        </Button>
        <Button size="sm" disabled={form.isSaving} onClick={form.discard}>
          Discard my changes
        </Button>
      </div>
    </Banner>
  );
}

type ChoiceProps = { contested: Contested; isTaken: boolean; onTake: (takes: boolean) => void };

function Choice({ contested: { label, mine, theirs }, isTaken, onTake }: ChoiceProps) {
  return (
    <RadioField
      label={label}
      options={[
        { value: "mine", label: `Keep mine: ${mine}` },
        { value: "theirs", label: `Take theirs: ${theirs}` },
      ]}
      value={isTaken ? "theirs" : "mine"}
      onValueChange={(value) => onTake(value === "theirs")}
    />
  );
}
