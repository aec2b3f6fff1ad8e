"use client";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { type FormEvent, useState } from "react";
import { Button } from "#components/ui/button.tsx";
import { Field } from "#components/ui/field.tsx";
import { Textarea } from "#components/ui/input.tsx";
import { addNote, notesQuery } from "#lib/prospects/queries-change.ts";

/** A field for one more note; what was written stays there until it is saved. */
export function NoteForm({ id }: { id: string }) {
  const client = useQueryClient();
  const [text, setText] = useState("");
  const [key, setKey] = useState(() => crypto.randomUUID());
  const [missing, setMissing] = useState(false);
  const add = useMutation({
    mutationFn: () => addNote(id, text.trim(), key),
    onSuccess: () => {
      setText("");
      setKey(crypto.randomUUID());
      return client.invalidateQueries({ queryKey: notesQuery(id).queryKey });
    },
  });

  function submit(event: FormEvent) {
    event.preventDefault();
    setMissing(text.trim() === "");
    if (text.trim() !== "") add.mutate();
  }

  function change(next: string) {
    setText(next);
    // Another text is another note: a key stands for one alone.
    if (add.isError) setKey(crypto.randomUUID());
  }

  return (
    <form aria-label="Write a note" onSubmit={submit} noValidate className="flex flex-col items-end gap-2">
      <div className="w-full">
        <Field label="New note" error={missing ? "Enter a note." : add.error?.message}>
          {(control) => (
            <Textarea
              {...control}
              rows={2}
              maxLength={5000}
              value={text}
              onChange={(event) => change(event.target.value)}
            />
          )}
        </Field>
      </div>
      <Button type="submit" size="sm" busy={add.isPending}>
        Add note
      </Button>
    </form>
  );
}
