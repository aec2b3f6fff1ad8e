"use client";
import { ToldChanges } from "#components/query/told-changes.tsx";
import { Banner } from "#components/ui/banner.tsx";
import { RadioField } from "#components/ui/radio-field.tsx";
import type { LoggedChange } from "#lib/audit/contract.ts";
import { type ContestedField, changeLines, shown } from "./profile-conflict.ts";

type Props = {
  changes: readonly LoggedChange[];
  contested: readonly ContestedField[];
  /** keys of the fields that stay as the others have them */
  taken: readonly string[];
  onTake: (taken: readonly string[]) => void;
};

/** Somebody saved in between: who, when and what, and for each field that both changed whose value is kept. */
export function ProfileConflictNotice({ changes, contested, taken, onTake }: Props) {
  return (
    <Banner tone="warn" role="alert">
      <p className="font-medium">This profile changed while you were editing. Nothing of yours is saved yet.</p>
      <ToldChanges changes={changes.map((change) => ({ ...change, lines: changeLines(change) }))} />
      <div className="mt-3 flex flex-col gap-3">
        {contested.map(({ key, label, mine, theirs }) => (
          <RadioField
            key={key}
            label={label}
            options={[
              { value: "mine", label: `Keep mine: ${shown(mine)}` },
              { value: "theirs", label: `Take theirs: ${shown(theirs)}` },
            ]}
            value={taken.includes(key) ? "theirs" : "mine"}
            onValueChange={(value) => onTake(value === "theirs" ? [...taken, key] : taken.filter((one) => one !== key))}
          />
        ))}
      </div>
    </Banner>
  );
}
