"use client";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { type FormEvent, useState } from "react";
import { FormFailure } from "#components/account/form-failure.tsx";
import { EditConflict } from "#components/query/edit-conflict.tsx";
import { readConflict } from "#components/query/read-conflict.ts";
import { Button } from "#components/ui/button.tsx";
import { Field } from "#components/ui/field.tsx";
import { Input } from "#components/ui/input.tsx";
import { showToast } from "#components/ui/toast-store.ts";
import type { DomainView } from "#lib/mailboxes/contract-domain.ts";
import { changeSelectors } from "#lib/mailboxes/queries.ts";
import { ApiError } from "#lib/query/api-error.ts";
import { domainChangeLines } from "./domain-change-words.ts";

/** What was typed, over what was shown when it was begun: not over what was polled since. */
type Draft = { text: string; over: DomainView };

/** Where the domain's DKIM keys stand, for providers with selectors of their own. Saving looks them up. */
export function SelectorsForm({ domain, stored }: { domain: DomainView; stored: readonly string[] }) {
  const client = useQueryClient();
  const kept = stored.join(", ");
  const [draft, setDraft] = useState<Draft | null>(null);
  const save = useMutation({
    mutationFn: ({ text, over }: Draft) => changeSelectors(over, namesIn(text)),
    onSuccess: () => {
      setDraft(null);
      showToast({ tone: "ok", text: "Saved, and looked up." });
    },
    onSettled: () => client.invalidateQueries({ queryKey: ["domains"] }),
  });
  const conflict = readConflict<DomainView>(save.error);
  const refusal = save.error instanceof ApiError ? save.error.errors[0]?.message : undefined;

  function submit(event: FormEvent) {
    event.preventDefault();
    if (draft) save.mutate(draft);
  }

  function saveOver(over: DomainView) {
    if (!draft) return;
    setDraft({ ...draft, over });
    save.mutate({ ...draft, over });
  }

  return (
    <form onSubmit={submit} noValidate aria-label="DKIM selectors" className="flex flex-col items-start gap-3">
      <Field
        label="DKIM selectors"
        optional
        error={refusal}
        hint="The part before ._domainkey, with commas between several. Empty: the usual ones of the large providers are tried."
      >
        {(control) => (
          <Input
            {...control}
            value={draft?.text ?? kept}
            autoComplete="off"
            placeholder="s1, s2"
            onChange={({ target }) => setDraft((now) => ({ text: target.value, over: now?.over ?? domain }))}
          />
        )}
      </Field>
      {conflict ? (
        <EditConflict
          what="this domain"
          changes={conflict.changes.map((change) => ({ ...change, lines: domainChangeLines(change) }))}
          rows={[]}
          onSaveMine={() => saveOver(conflict.current)}
          onTakeStored={() => {
            setDraft(null);
            save.reset();
          }}
        />
      ) : (
        <>
          <FormFailure message={refusal ? undefined : save.error?.message} />
          <Button type="submit" size="sm" disabled={draft === null || draft.text === kept} busy={save.isPending}>
            Save selectors
          </Button>
        </>
      )}
    </form>
  );
}

const namesIn = (text: string) =>
  text
    .split(/[\s,;]+/)
    .map((name) => name.replace(/\._domainkey.*$/i, ""))
    .filter((name) => name !== "");
