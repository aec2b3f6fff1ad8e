"use client";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { Trash2 } from "lucide-react";
import { QueryView } from "#components/query/query-view.tsx";
import { useHasRole } from "#components/shell/role.tsx";
import { Button } from "#components/ui/button.tsx";
import { Card } from "#components/ui/card.tsx";
import { Skeleton } from "#components/ui/skeleton.tsx";
import { Time } from "#components/ui/time.tsx";
import { showToast } from "#components/ui/toast-store.ts";
import type { NoteView } from "#lib/prospects/contract-notes.ts";
import { addNote, deleteNote, notesQuery } from "#lib/prospects/queries-change.ts";
import { NoteForm } from "./note-form.tsx";

/** What people wrote down about a prospect, newest first, and a field for more. */
export function NotesCard({ id }: { id: string }) {
  const mayWrite = useHasRole("operator");
  const query = useQuery(notesQuery(id));
  return (
    <Card title="Notes">
      <div className="flex flex-col gap-4">
        {mayWrite ? <NoteForm id={id} /> : null}
        <QueryView query={query} what="The notes" skeleton={<NotesSkeleton />}>
          {({ items, next_cursor }) =>
            items.length === 0 ? (
              <p className="text-ink-muted">No notes yet.</p>
            ) : (
              <>
                <ul className="flex flex-col gap-3">
                  {items.map((note) => (
                    <Note key={note.id} id={id} note={note} />
                  ))}
                </ul>
                {next_cursor ? <p className="text-ink-muted">Older notes are not shown.</p> : null}
              </>
            )
          }
        </QueryView>
      </div>
    </Card>
  );
}

function NotesSkeleton() {
  return (
    <div role="status" aria-label="Loading the notes">
      <Skeleton className="h-16 w-full" />
    </div>
  );
}

function Note({ id, note }: { id: string; note: NoteView }) {
  const mayDelete = useHasRole("operator");
  const client = useQueryClient();
  const refresh = () => client.invalidateQueries({ queryKey: notesQuery(id).queryKey });
  const restore = useMutation({
    mutationFn: () => addNote(id, note.text, `again-${note.id}`),
    onSuccess: refresh,
    onError: (error) => showToast({ tone: "bad", text: error.message }),
  });
  const remove = useMutation({
    mutationFn: () => deleteNote(id, note.id),
    onSuccess: () => {
      const action = { label: "Write it again", onClick: () => restore.mutate() };
      showToast({ tone: "ok", text: "The note is deleted.", action });
      return refresh();
    },
    onError: (error) => showToast({ tone: "bad", text: error.message }),
  });
  return (
    // The focus comes here when the note before it is deleted.
    <li tabIndex={-1} className="flex items-start gap-2">
      <div className="min-w-0 flex-1">
        <p className="whitespace-pre-wrap wrap-anywhere">{note.text}</p>
        <p className="text-sm text-ink-muted wrap-anywhere">
          {note.author} · <Time value={note.created_at} compact />
        </p>
      </div>
      {mayDelete ? (
        <Button
          size="sm"
          variant="ghost"
          busy={remove.isPending}
          aria-label={`Delete the note “${note.text.slice(0, 40)}”`}
          onClick={() => remove.mutate()}
          icon={<Trash2 aria-hidden="true" className="size-4" />}
        />
      ) : null}
    </li>
  );
}
