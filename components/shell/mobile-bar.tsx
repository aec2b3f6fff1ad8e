"use client";
import { Menu, X } from "lucide-react";
import { type ReactNode, useId, useRef } from "react";
import { Brand } from "./brand.tsx";

/** Top bar of narrow screens; its button opens the sidebar as a drawer that Escape or a tap outside closes. */
export function MobileBar({ sidebar }: { sidebar: (onNavigate: () => void) => ReactNode }) {
  const id = useId();
  const drawer = useRef<HTMLDivElement>(null);
  return (
    <header className="sticky top-0 z-20 flex items-center justify-between border-b border-line bg-surface px-4 py-2 lg:hidden">
      <Brand />
      <button
        type="button"
        popoverTarget={id}
        aria-label="Menu"
        className="inline-flex size-10 items-center justify-center rounded-md hover:bg-hover"
      >
        <Menu aria-hidden="true" className="size-5" />
      </button>
      <div
        ref={drawer}
        id={id}
        popover="auto"
        className="fixed inset-y-0 right-auto left-0 m-0 h-dvh max-h-none w-72 max-w-[85vw] border-r border-line bg-surface p-0 backdrop:bg-black/45"
      >
        <button
          type="button"
          popoverTarget={id}
          popoverTargetAction="hide"
          aria-label="Close menu"
          className="absolute top-3 right-3 inline-flex size-9 items-center justify-center rounded-md hover:bg-hover"
        >
          <X aria-hidden="true" className="size-4" />
        </button>
        {sidebar(() => drawer.current?.hidePopover())}
      </div>
    </header>
  );
}
