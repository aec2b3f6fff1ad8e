"use client";
import { usePathname } from "next/navigation";
import { useEffect, useRef } from "react";
import { pageHeading } from "#components/ui/page-heading.ts";

/** On another page the focus is at its heading, unless what had it is still there, as a link of the menu is. */
export function usePageFocus(): void {
  const pathname = usePathname();
  const shown = useRef(pathname);
  useEffect(() => {
    if (shown.current === pathname) return;
    shown.current = pathname;
    if (document.activeElement === document.body) pageHeading()?.focus({ preventScroll: true });
  }, [pathname]);
}
