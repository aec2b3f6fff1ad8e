"use client";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { type FormEvent, useState } from "react";
import { Banner } from "#components/ui/banner.tsx";
import { Button } from "#components/ui/button.tsx";
import { Field } from "#components/ui/field.tsx";
import { Input } from "#components/ui/input.tsx";
import { showToast } from "#components/ui/toast-store.ts";
import type { DomainView } from "#lib/mailboxes/contract-domain.ts";
import { changeSelectors } from "#lib/mailboxes/queries.ts";
import { ApiError } from "#lib/query/api-error.ts";

/** Where the domain's DKIM keys stand, for providers with selectors of their own. Saving looks them up. */
export function SelectorsForm({ domain, stored }: { domain: DomainView; stored: readonly string[] }) {
  const client = useQueryClient();
  const kept = stored.join(", ");
  const [text, setText] = useState<string | null>(null);
  const save = useMutation({
    mutationFn: () => changeSelectors(domain, namesIn(text ?? "")),
    onSuccess: () => {
      setText(null);
      showToast({ tone: "ok", text: "Saved, and looked up." });
    },
    onSettled: () => client.invalidateQueries({ queryKey: ["domains"] }),
  });
  const refusal = save.error instanceof ApiError ? save.error.errors[0]?.message : undefined;

  function submit(event: FormEvent) {
    event.preventDefault();
    save.mutate();
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
            value={text ?? kept}
            autoComplete="off"
            placeholder="s1, s2"
            onChange={(event) => setText(event.target.value)}
          />
        )}
      </Field>
      {save.error && !refusal ? (
        <Banner tone="bad" role="alert">
          {save.error.message}
        </Banner>
      ) : null}
      <Button type="submit" size="sm" disabled={text === null || text === kept} busy={save.isPending}>
        Save selectors
      </Button>
    </form>
  );
}

const namesIn = (text: string) =>
  text
    .split(/[\s,;]+/)
    .map((name) => name.replace(/\._domainkey.*$/i, ""))
    .filter((name) => name !== "");
