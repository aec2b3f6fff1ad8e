"use client";
import { useQuery } from "@tanstack/react-query";
import clsx from "clsx";
import Link from "next/link";
import { usePathname } from "next/navigation";
import { CountBadge } from "#components/ui/count-badge.tsx";
import { attentionQuery } from "#lib/command-center/queries.ts";
import { NAVIGATION } from "./navigation.ts";

/** The list of pages with what needs attention there; the open one is marked. */
export function NavLinks({ onNavigate }: { onNavigate?: () => void }) {
  const pathname = usePathname();
  const { data } = useQuery(attentionQuery);
  return (
    <ul className="flex flex-col gap-0.5">
      {NAVIGATION.map(({ href, label, icon: Icon, countOf }) => {
        const current = pathname === href || pathname.startsWith(`${href}/`);
        const count = data ? countOf?.(data) : undefined;
        return (
          <li key={href}>
            <Link
              href={href}
              prefetch={false}
              aria-current={current ? "page" : undefined}
              onClick={onNavigate}
              className={clsx(
                "flex min-h-9 items-center gap-2.5 rounded-md px-2.5 font-medium",
                current ? "bg-info-soft text-info" : "text-ink-muted hover:bg-hover hover:text-ink",
              )}
            >
              <Icon aria-hidden="true" className="size-4 shrink-0" />
              {label}
              {count ? <CountBadge {...count} className="ml-auto" /> : null}
            </Link>
          </li>
        );
      })}
    </ul>
  );
}
