import { MissedChanges } from "#components/query/missed-changes.tsx";
import { Banner } from "#components/ui/banner.tsx";
import { Button } from "#components/ui/button.tsx";
import type { MissedChange } from "#lib/audit/contract.ts";
import { type ContestedField, mailboxChangeLines, type NameOf } from "./mailbox-words.ts";

type MailboxConflictProps = {
  changes: readonly MissedChange[];
  contested: readonly ContestedField[];
  nameOf: NameOf;
  onSaveMine: () => void;
  onTakeStored: () => void;
};

/** Somebody saved the mailbox in between: who, when and what, and the two ways on. Fields that only one of the two changed stay changed. */
export function MailboxConflict({ changes, contested, nameOf, ...ways }: MailboxConflictProps) {
  return (
    <Banner tone="warn" role="alert">
      <p className="font-medium">This mailbox changed while you were editing. Nothing of yours is saved yet.</p>
      <MissedChanges changes={changes} linesOf={(change) => mailboxChangeLines(change, nameOf)} />
      {contested.length === 0 ? (
        <p className="mt-3">You changed other fields, so you can save yours as well.</p>
      ) : (
        <ul className="mt-3 list-disc pl-5 wrap-anywhere">
          {contested.map(({ label, stored, mine }) => (
            <li key={label}>
              {label}: stored now {stored}, in your form {mine}
            </li>
          ))}
        </ul>
      )}
      <div className="mt-3 flex flex-wrap gap-2">
        <Button size="sm" variant="primary" onClick={ways.onSaveMine}>
          Save mine
        </Button>
        <Button size="sm" onClick={ways.onTakeStored}>
          Discard my changes
        </Button>
      </div>
    </Banner>
  );
}
