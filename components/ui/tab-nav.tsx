"use client";
import clsx from "clsx";
import Link from "next/link";
import { useEffect, useRef } from "react";

export type Tab = { href: string; label: string; current: boolean };

/** So much of the tab before stays in sight, to say that there is one. */
const SHOWN_BEFORE_PX = 48;

/** Tabs as links: the URL says which one is open. On a narrow screen the open one is scrolled into sight. */
export function TabNav({ label, tabs }: { label: string; tabs: readonly Tab[] }) {
  const bar = useRef<HTMLElement>(null);
  const current = tabs.find((tab) => tab.current)?.href;
  useEffect(() => {
    const link = current && bar.current?.querySelector<HTMLElement>("[aria-current=page]");
    if (bar.current && link) bar.current.scrollLeft = link.offsetLeft - bar.current.offsetLeft - SHOWN_BEFORE_PX;
  }, [current]);
  return (
    <nav ref={bar} aria-label={label} className="overflow-x-auto border-b border-line">
      <ul className="flex gap-1">
        {tabs.map((tab) => (
          <li key={tab.href}>
            <Link
              href={tab.href}
              aria-current={tab.current ? "page" : undefined}
              className={clsx(
                "-mb-px inline-flex min-h-9 items-center border-b-2 px-3 font-medium whitespace-nowrap focus-visible:-outline-offset-2",
                tab.current ? "border-accent text-accent" : "border-transparent text-ink-muted hover:text-ink",
              )}
            >
              {tab.label}
            </Link>
          </li>
        ))}
      </ul>
    </nav>
  );
}
