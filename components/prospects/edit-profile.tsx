"use client";
import { Pencil } from "lucide-react";
import Link from "next/link";
import { type FormEvent, useState } from "react";
import { FormFailure } from "#components/account/form-failure.tsx";
import { readConflict } from "#components/query/read-conflict.ts";
import { isAsRefused } from "#components/query/refused-value.ts";
import { useHasRole } from "#components/shell/role.tsx";
import { Button } from "#components/ui/button.tsx";
import { Dialog } from "#components/ui/dialog.tsx";
import { DialogButtons } from "#components/ui/dialog-buttons.tsx";
import type { ProspectConflict, ProspectDetail } from "#lib/prospects/contract-detail.ts";
import { ApiError } from "#lib/query/api-error.ts";
import { CustomFields } from "./custom-fields.tsx";
import { contestedFields, rebasedDraft } from "./profile-conflict.ts";
import { ProfileConflictNotice } from "./profile-conflict-notice.tsx";
import { ProfileFields } from "./profile-fields.tsx";
import { draftOf, type EditedProfile, errorsOf, type ProspectDraft, patchOf } from "./prospect-draft.ts";
import { useChangeProspect } from "./use-change-prospect.ts";

/** The button and the dialog in which a prospect's profile is edited. */
export function EditProfile({ prospect, label }: { prospect: ProspectDetail; label?: string }) {
  const mayEdit = useHasRole("operator");
  const [isOpen, setOpen] = useState(false);
  if (!mayEdit) return null;
  return (
    <>
      <Button
        size={label ? "md" : "sm"}
        onClick={() => setOpen(true)}
        icon={<Pencil aria-hidden="true" className="size-4" />}
      >
        {label ?? "Edit"}
      </Button>
      <Dialog
        wide
        open={isOpen}
        onOpenChange={setOpen}
        title="Edit the profile"
        description="A new address is checked before anything is sent to it; what is queued for the old one is cancelled."
      >
        <ProfileForm prospect={prospect} onDone={() => setOpen(false)} />
      </Dialog>
    </>
  );
}

function ProfileForm({ prospect, onDone }: { prospect: ProspectDetail; onDone: () => void }) {
  // The page is read again while the form is open: changes are those to what it showed first.
  const [base, setBase] = useState<EditedProfile>(prospect);
  const [draft, setDraft] = useState(() => draftOf(prospect));
  const [taken, setTaken] = useState<readonly string[]>([]);
  const save = useChangeProspect(prospect.id, onDone);
  const refusal = save.error instanceof ApiError ? save.error : null;
  const conflict = readConflict<ProspectConflict["current"]>(save.error);
  const [refused, current] = [save.variables?.patch ?? {}, patchOf(base, draft) ?? {}];
  const errors = errorsOf(refusal?.errors.filter(({ field }) => isAsRefused(refused, current, field)) ?? []);
  const failure = save.error && !conflict && !refusal?.errors.length ? save.error.message : undefined;
  const change = (patch: Partial<ProspectDraft>) => setDraft({ ...draft, ...patch });

  function submit(event: FormEvent) {
    event.preventDefault();
    const [from, next] = conflict
      ? [conflict.current, rebasedDraft(base, draft, conflict.current, taken)]
      : [base, draft];
    setBase(from);
    setDraft(next);
    setTaken([]);
    const patch = patchOf(from, next);
    if (patch) save.mutate({ base: from, patch });
    else onDone();
  }

  return (
    <form onSubmit={submit} noValidate aria-label="Profile" className="flex flex-col gap-4">
      <ProfileFields draft={draft} errors={errors} onChange={change} />
      <CustomFields draft={draft} errors={errors} onChange={change} />
      <OtherProspect id={errors.email && refusal?.body.prospect_id} />
      {conflict ? (
        <ProfileConflictNotice
          changes={conflict.changes}
          contested={contestedFields(base, draft, conflict.current)}
          taken={taken}
          onTake={setTaken}
        />
      ) : null}
      <FormFailure message={failure} />
      <DialogButtons onCancel={onDone} busy={save.isPending} confirmLabel="Save" />
    </form>
  );
}

/** Who has the address already. */
function OtherProspect({ id }: { id: unknown }) {
  if (typeof id !== "string") return null;
  return (
    <p>
      <Link href={`/prospects/${id}`} className="text-accent underline">
        Show the prospect that has this address
      </Link>
    </p>
  );
}
