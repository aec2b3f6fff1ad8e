import clsx from "clsx";
import Link from "next/link";

export type Tab = { href: string; label: string; current: boolean };

/** Tabs as links: the URL says which one is open. */
export function TabNav({ label, tabs }: { label: string; tabs: readonly Tab[] }) {
  return (
    <nav aria-label={label} className="overflow-x-auto border-b border-line">
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
