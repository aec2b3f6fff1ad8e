"use client";
import { type FormEvent, useRef } from "react";
import { FormFailure } from "#components/account/form-failure.tsx";
import { EditConflict } from "#components/query/edit-conflict.tsx";
import { useEditForm } from "#components/query/use-edit-form.ts";
import { useHasRole } from "#components/shell/role.tsx";
import { Button } from "#components/ui/button.tsx";
import { Card } from "#components/ui/card.tsx";
import { Field } from "#components/ui/field.tsx";
import { Input, Textarea } from "#components/ui/input.tsx";
import type { TemplateView } from "#lib/templates/contract.ts";
import { changeLines, differences, draftOf, errorsOf, withVariable } from "./template-draft.ts";
import { TemplatePreview } from "./template-preview.tsx";
import { useSaveTemplate } from "./use-save-template.ts";
import { useTemplatePreview } from "./use-template-preview.ts";

/** Form of a new or stored template beside what it becomes. What the API refuses stands at its field, also before it is saved. */
export function TemplateForm({ template }: { template: TemplateView | null }) {
  const { save, onSaved } = useSaveTemplate(template);
  const form = useEditForm({ stored: template, draftOf, bodyOf: (edited) => edited, save, onSaved });
  const mayEdit = useHasRole("operator") && !template?.archived_at;
  const text = useRef<HTMLTextAreaElement>(null);
  const { draft, conflict, change } = form;
  const preview = useTemplatePreview(draft);
  const errors = errorsOf(form.errors, preview.problems);

  function submit(event: FormEvent) {
    event.preventDefault();
    form.submit();
  }

  function insert(name: string) {
    const area = text.current;
    if (!area) return;
    const next = withVariable(draft.body, name, area.selectionStart, area.selectionEnd);
    change({ body: next.text });
    requestAnimationFrame(() => {
      area.focus();
      area.setSelectionRange(next.cursor, next.cursor);
    });
  }

  return (
    <div className="grid items-start gap-5 xl:grid-cols-2">
      <Card
        title="Text"
        description="Plain text. Signature, postal address and unsubscribe link are added to every message."
      >
        <form onSubmit={submit} noValidate aria-label="Template" className="flex flex-col gap-4">
          <Field label="Name" error={errors.name}>
            {(control) => (
              <Input
                {...control}
                value={draft.name}
                disabled={!mayEdit}
                autoComplete="off"
                onChange={(event) => change({ name: event.target.value })}
              />
            )}
          </Field>
          <Field label="Subject" error={errors.subject}>
            {(control) => (
              <Input
                {...control}
                value={draft.subject}
                disabled={!mayEdit}
                autoComplete="off"
                onChange={(event) => change({ subject: event.target.value })}
              />
            )}
          </Field>
          <Field
            label="Text"
            error={errors.body}
            hint="{{first_name|there}}: what stands behind | is used where the prospect has no value."
          >
            {(control) => (
              <Textarea
                {...control}
                ref={text}
                rows={14}
                value={draft.body}
                disabled={!mayEdit}
                onChange={(event) => change({ body: event.target.value })}
              />
            )}
          </Field>
          {conflict ? (
            <EditConflict
              what="this template"
              changes={form.missed.map((change) => ({ ...change, lines: changeLines(change) }))}
              rows={differences(draft, conflict)}
              onSaveMine={() => form.submit(conflict.version)}
              onTakeStored={() => {
                onSaved(conflict);
                form.discard();
              }}
            />
          ) : null}
          <FormFailure message={form.failure} />
          {mayEdit ? (
            <div className="flex items-center gap-2">
              <Button type="submit" variant="primary" disabled={!form.canSave} busy={form.isSaving}>
                {template ? "Save" : "Create template"}
              </Button>
              <Button disabled={!form.isDirty || form.isSaving} onClick={form.discard}>
                Discard
              </Button>
            </div>
          ) : (
            <p className="text-ink-muted">
              {template?.archived_at ? "An archived template stays as it is." : "Operators change templates."}
            </p>
          )}
        </form>
      </Card>
      <TemplatePreview preview={preview} onInsert={mayEdit ? insert : null} />
    </div>
  );
}
