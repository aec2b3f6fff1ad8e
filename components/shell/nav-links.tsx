"use client";
import { useQuery } from "@tanstack/react-query";
import clsx from "clsx";
import Link from "next/link";
import { usePathname } from "next/navigation";
import { CountBadge } from "#components/ui/count-badge.tsx";
import { attentionQuery } from "#lib/command-center/queries.ts";
import { NAVIGATION } from "./navigation.ts";

/** The list of pages; the open one is marked. What needs attention there is a count that leads to just that. */
export function NavLinks({ onNavigate }: { onNavigate?: () => void }) {
  const pathname = usePathname();
  const { data } = useQuery(attentionQuery);
  return (
    <ul className="flex flex-col gap-0.5">
      {NAVIGATION.map(({ href, label, icon: Icon, countOf }) => {
        const current = pathname === href || pathname.startsWith(`${href}/`);
        const count = data ? countOf?.(data) : undefined;
        return (
          <li key={href} className="relative flex items-center">
            <Link
              href={href}
              prefetch={false}
              aria-current={current ? "page" : undefined}
              onClick={onNavigate}
              className={clsx(
                "flex min-h-9 flex-1 items-center gap-2.5 rounded-md px-2.5 font-medium",
                current ? "bg-info-soft text-info" : "text-ink-muted hover:bg-hover hover:text-ink",
              )}
            >
              <Icon aria-hidden="true" className="size-4 shrink-0" />
              {label}
            </Link>
            {count && count.count > 0 ? (
              <Link
                href={count.href}
                prefetch={false}
                onClick={onNavigate}
                className="absolute right-1 flex min-h-7 items-center rounded-full px-1 hover:underline"
              >
                <CountBadge {...count} />
              </Link>
            ) : null}
          </li>
        );
      })}
    </ul>
  );
}
