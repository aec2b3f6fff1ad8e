"use client";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { type FormEvent, useState } from "react";
import { FormFailure } from "#components/account/form-failure.tsx";
import { useHasRole } from "#components/shell/role.tsx";
import { Button } from "#components/ui/button.tsx";
import { Dialog } from "#components/ui/dialog.tsx";
import { DialogButtons } from "#components/ui/dialog-buttons.tsx";
import { showToast } from "#components/ui/toast-store.ts";
import { archivePlace, type Place } from "#lib/mailboxes/queries.ts";
import { archiveWords } from "./archive-words.ts";
import { refreshPlaces } from "./refresh-places.ts";

type ArchiveButtonProps = {
  place: Place;
  id: string;
  name: string;
  version: number;
  /** mailboxes that use it; a mailbox has none */
  mailboxCount?: number;
};

/** Takes a place out of use, after saying what that does and what must be done first; nothing for who may not. */
export function ArchiveButton(props: ArchiveButtonProps) {
  const mayArchive = useHasRole("admin");
  const [open, setOpen] = useState(false);
  if (!mayArchive) return null;
  const { text, block } = archiveWords(props.place, props.mailboxCount);
  const close = () => setOpen(false);
  return (
    <>
      <Button size="sm" onClick={() => setOpen(true)}>
        Archive…<span className="sr-only"> {props.name}</span>
      </Button>
      <Dialog open={open} onOpenChange={setOpen} title={`Archive ${props.name}`} description={text}>
        {block ? <Blocked text={block} onClose={close} /> : <ArchiveForm {...props} onDone={close} />}
      </Dialog>
    </>
  );
}

function Blocked({ text, onClose }: { text: string; onClose: () => void }) {
  return (
    <div className="flex flex-col gap-4">
      <FormFailure message={text} />
      <div className="flex justify-end">
        <Button onClick={onClose}>Close</Button>
      </div>
    </div>
  );
}

function ArchiveForm({ place, id, name, version, onDone }: ArchiveButtonProps & { onDone: () => void }) {
  const client = useQueryClient();
  const archive = useMutation({
    mutationFn: () => archivePlace(place, id, version),
    onSuccess: () => {
      showToast({ tone: "ok", text: `${name} is archived.` });
      onDone();
    },
    // Also after a refusal: what stood here was not so any more.
    onSettled: () => refreshPlaces(client, place),
  });

  function submit(event: FormEvent) {
    event.preventDefault();
    archive.mutate();
  }

  return (
    <form onSubmit={submit} className="flex flex-col gap-4">
      <FormFailure message={archive.error?.message} />
      <DialogButtons onCancel={onDone} confirmLabel="Archive" busy={archive.isPending} isDangerous />
    </form>
  );
}
