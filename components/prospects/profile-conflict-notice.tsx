"use client";
import { Banner } from "#components/ui/banner.tsx";
import { RadioField } from "#components/ui/radio-field.tsx";
import { Time } from "#components/ui/time.tsx";
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
      {changes.length > 0 ? (
        <ul className="mt-2 flex flex-col gap-2">
          {changes.map((change) => (
            <li key={change.at}>
              <p>
                <strong className="font-medium wrap-anywhere">{change.by}</strong>, <Time value={change.at} compact />:
              </p>
              <ul className="list-disc pl-5">
                {changeLines(change).map((line) => (
                  <li key={line} className="wrap-anywhere">
                    {line}
                  </li>
                ))}
              </ul>
            </li>
          ))}
        </ul>
      ) : null}
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
