"use client";
import { useQueryClient } from "@tanstack/react-query";
import { useRouter } from "next/navigation";
import { useState } from "react";
import { showToast } from "#components/ui/toast-store.ts";
import type { TemplateView } from "#lib/templates/contract.ts";
import { createTemplate, templateQuery, updateTemplate } from "#lib/templates/queries.ts";
import type { TemplateDraft } from "./template-draft.ts";

/** Saves a form; a new template leads to its page. One key for all tries of a text: a lost answer makes no second template. */
export function useSaveTemplate(template: TemplateView | null) {
  const client = useQueryClient();
  const router = useRouter();
  const [tries] = useState(() => new Map<string, string>());

  function keyOf(draft: TemplateDraft): string {
    const text = JSON.stringify(draft);
    const key = tries.get(text) ?? crypto.randomUUID();
    tries.set(text, key);
    return key;
  }

  return {
    save: (draft: TemplateDraft, version: number | null) =>
      template && version !== null
        ? updateTemplate(template.id, { ...draft, version })
        : createTemplate(draft, keyOf(draft)),
    onSaved: (saved: TemplateView) => {
      client.setQueryData(templateQuery(saved.id).queryKey, saved);
      void client.invalidateQueries({ queryKey: ["templates"] });
      showToast({ tone: "ok", text: `${saved.name} is saved.`, about: saved.id });
      if (!template) router.push(`/templates/${saved.id}`);
    },
  };
}
