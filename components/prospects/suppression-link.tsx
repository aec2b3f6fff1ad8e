import Link from "next/link";
import { reasonWords } from "#components/suppressions/suppression-words.ts";
import { Time } from "#components/ui/time.tsx";
import type { ProspectSuppression } from "#lib/prospects/contract-detail.ts";
import { withQuery } from "#lib/query/query-string.ts";

/** As much of a value as the list can be searched for. */
const longestSearch = 100;

/** Why an address is suppressed and since when, with the way to it in the list. */
export function SuppressionLink({
  suppression: { kind, value, reason, created_at },
}: {
  suppression: ProspectSuppression;
}) {
  const why = reasonWords[reason] ?? reason;
  const href = withQuery("/suppressions", { q: value.slice(0, longestSearch), kind });
  return (
    <>
      <Link href={href} prefetch={false} className="text-accent underline wrap-anywhere">
        {kind === "domain" ? `Domain ${value}: ${why}` : why}
      </Link>
      , <Time value={created_at} />
    </>
  );
}
