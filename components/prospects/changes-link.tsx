import Link from "next/link";
import type { ReactNode } from "react";
import { withQuery } from "#lib/query/query-string.ts";

/** To everything that was changed of one prospect, by whom and why. */
export function ChangesLink({ id, children }: { id: string; children: ReactNode }) {
  return (
    <Link
      href={withQuery("/audit", { target_kind: "prospect", target_id: id })}
      prefetch={false}
      className="text-accent underline"
    >
      {children}
    </Link>
  );
}
