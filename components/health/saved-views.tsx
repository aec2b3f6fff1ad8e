"use client";
import { Bookmark, X } from "lucide-react";
import { type FormEvent, useState } from "react";
import { Button, buttonClass } from "#components/ui/button.tsx";
import { IconButton } from "#components/ui/icon-button.tsx";
import { Input } from "#components/ui/input.tsx";
import { Popover } from "#components/ui/popover.tsx";
import { parseViews, type SavedView, viewQueryOf, withView } from "./saved-view-list.ts";

const KEY = "mailbox-views";
const LONGEST_NAME = 40;

/** Views a person named, kept in this browser; choosing one puts it into the URL, where anybody can be sent it. */
export function SavedViews() {
  return (
    <Popover title="Saved views" content={<ViewList />} align="end" className={buttonClass()}>
      <Bookmark aria-hidden="true" className="size-4" />
      Views
    </Popover>
  );
}

function ViewList() {
  const [views, setViews] = useState(() => parseViews(window.localStorage.getItem(KEY)));
  const keep = (next: SavedView[]) => {
    window.localStorage.setItem(KEY, JSON.stringify(next));
    setViews(next);
  };
  return (
    <div className="flex w-72 max-w-full flex-col gap-3">
      {views.length === 0 ? (
        <p className="text-ink-muted">None yet. Name what you see now to come back to it.</p>
      ) : null}
      <ul className="flex flex-col">
        {views.map(({ name, query }) => (
          <li key={name} className="flex items-center justify-between gap-2">
            <button
              type="button"
              onClick={() => window.history.pushState(null, "", `${window.location.pathname}?${query}`)}
              className="min-h-8 grow rounded text-left break-words text-accent hover:underline"
            >
              {name}
            </button>
            <IconButton
              size="sm"
              label={`Forget ${name}`}
              icon={<X aria-hidden="true" className="size-4" />}
              onClick={() => keep(views.filter((view) => view.name !== name))}
            />
          </li>
        ))}
      </ul>
      <SaveForm onSave={(name) => keep(withView(views, { name, query: viewQueryOf(window.location.search) }))} />
    </div>
  );
}

function SaveForm({ onSave }: { onSave: (name: string) => void }) {
  const [name, setName] = useState("");
  function submit(event: FormEvent) {
    event.preventDefault();
    if (name.trim() === "") return;
    onSave(name.trim());
    setName("");
  }
  return (
    <form onSubmit={submit} className="flex gap-2">
      <Input
        aria-label="Name of this view"
        placeholder="Name of this view"
        value={name}
        maxLength={LONGEST_NAME}
        onChange={(event) => setName(event.target.value)}
      />
      <Button type="submit">Save</Button>
    </form>
  );
}
