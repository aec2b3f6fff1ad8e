import Link from "next/link";
import { buttonClass } from "#components/ui/button.tsx";
import { EmptyState } from "#components/ui/empty-state.tsx";
import { Skeleton } from "#components/ui/skeleton.tsx";

type NoSuchPlaceProps = { what: string; href: "/domains" | "/mailboxes"; label: string };

/** The id in the address names nothing of this tenant. */
export function NoSuchPlace({ what, href, label }: NoSuchPlaceProps) {
  return (
    <EmptyState
      title={`There is no such ${what}`}
      action={
        <Link href={href} className={buttonClass("primary")}>
          {label}
        </Link>
      }
    />
  );
}

export function PlaceSkeleton({ what }: { what: string }) {
  return (
    <div role="status" aria-label={`Loading the ${what}`} className="flex flex-col gap-5">
      <Skeleton className="h-12 w-72" />
      <Skeleton className="h-28 w-full" />
      <Skeleton className="h-96 w-full" />
    </div>
  );
}
