import Link from "next/link";
import { stateWord } from "#components/health/health-words.ts";
import { formatCount } from "#lib/format/number.ts";
import type { JobRunDetail } from "#lib/jobs/contract.ts";
import { targetHref } from "#lib/shared/audit-words.ts";

type MovedPlacesProps = {
  moves: JobRunDetail["moves"];
  /** how many the run counted */
  count: number;
};

/** The domains, mailboxes and connections that the health guard moved, each with its state since and a link to its page. */
export function MovedPlaces({ moves, count }: MovedPlacesProps) {
  if (moves.length === 0) return null;
  const more = count - moves.length;
  return (
    <ul className="mt-1 flex flex-col gap-1 font-normal">
      {moves.map((move) => (
        <li key={move.scope_id} className="wrap-anywhere">
          <Link href={hrefOf(move)} prefetch={false} className="text-accent hover:underline">
            {move.name}
          </Link>
          <span className="text-ink-muted"> · {stateWord(move.to_state).label}</span>
        </li>
      ))}
      {more > 0 ? <li className="text-ink-muted">and {formatCount(more)} more</li> : null}
    </ul>
  );
}

function hrefOf({ scope_kind, scope_id }: JobRunDetail["moves"][number]): string {
  return targetHref({ target_kind: scope_kind, target_id: scope_id }) ?? "/domains";
}
