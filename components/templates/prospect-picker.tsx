"use client";
import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { useMemo, useState } from "react";
import { prospectTitle } from "#components/prospects/prospect-words.ts";
import { useSettled } from "#components/query/use-settled.ts";
import { Combobox } from "#components/ui/combobox.tsx";
import { Field } from "#components/ui/field.tsx";
import { prospectChoicesQuery } from "#lib/prospects/queries-list.ts";

export type PickedProspect = { id: string; company: string | null; name: string | null; email: string | null };

type ProspectPickerProps = {
  value: PickedProspect | null;
  /** null: none in particular */
  onValueChange: (prospect: PickedProspect | null) => void;
};

const QUIET_MS = 250;

/** Any prospect, found by a part of its company, name or address as in the list; the newest ones before anything is typed. */
export function ProspectPicker({ value, onValueChange }: ProspectPickerProps) {
  const [text, setText] = useState("");
  const query = useQuery({
    ...prospectChoicesQuery(useSettled(text.trim(), QUIET_MS)),
    placeholderData: keepPreviousData,
  });
  const found = query.data?.items;
  const options = useMemo(() => {
    const known = (found ?? []).map(optionOf);
    const isMissing = value !== null && !known.some((option) => option.value === value.id);
    return isMissing ? [...known, optionOf(value)] : known;
  }, [found, value]);
  return (
    <Field label="Prospect" error={query.isError ? "The prospects could not be searched. Try again." : undefined}>
      {(control) => (
        <Combobox
          {...control}
          options={options}
          value={value?.id ?? null}
          onValueChange={(id) => onValueChange(found?.find((prospect) => prospect.id === id) ?? null)}
          onSearch={setText}
          isSearching={query.isFetching}
          placeholder="Company, name or address"
        />
      )}
    </Field>
  );
}

function optionOf(prospect: PickedProspect) {
  return { value: prospect.id, label: prospectTitle(prospect), detail: prospect.email ?? undefined };
}
