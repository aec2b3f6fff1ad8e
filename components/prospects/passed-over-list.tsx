import { formatCount } from "#lib/format/number.ts";
import type { PassedOver } from "#lib/prospects/contract-detail.ts";

/** Mailboxes that were passed over, by reason, with their scores then. */
export function PassedOverList({ notes }: { notes: readonly PassedOver[] }) {
  if (notes.length === 0) return null;
  return (
    <ul className="flex flex-col gap-1.5">
      {notes.map((note) => (
        <li key={note.reason}>
          <span className="font-medium">{note.label}</span>
          <span className="text-ink-muted"> · cleared by {note.clears}</span>
          <span className="block text-ink-muted wrap-anywhere">{namesOf(note)}</span>
        </li>
      ))}
    </ul>
  );
}

function namesOf({ mailboxes, count }: PassedOver): string {
  const names = mailboxes.map(({ from_email, score }) =>
    score === null ? from_email : `${from_email} (score ${Math.round(score)})`,
  );
  const more = count - mailboxes.length;
  return [...names, ...(more > 0 ? [`and ${formatCount(more)} more`] : [])].join(", ");
}
