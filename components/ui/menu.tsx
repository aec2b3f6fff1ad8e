"use client";
import dynamic from "next/dynamic";
import { type ReactNode, useId, useRef, useState } from "react";
import type { MenuPanelProps } from "./menu-panel.tsx";
import { MissingPanel } from "./missing-part.tsx";
import { useWasOpened } from "./use-was-opened.ts";

const load = () => import("./menu-panel.tsx").catch(() => MissingPanel);
const MenuPanel = dynamic(load, { ssr: false });

type MenuProps = Omit<MenuPanelProps, "id" | "open" | "onOpenChange" | "anchor"> & {
  /** What the button shows; its name is `label` unless the content names it. */
  children: ReactNode;
  className?: string;
  isNamedByContent?: boolean;
};

/** A button that opens a list of actions. Arrow keys, Home, End and letters move in it, Escape closes it. */
export function Menu({ children, className, isNamedByContent = false, ...panel }: MenuProps) {
  const id = useId();
  const anchor = useRef<HTMLButtonElement>(null);
  const [open, setOpen] = useState(false);
  const isMounted = useWasOpened(open);
  return (
    <>
      <button
        ref={anchor}
        type="button"
        aria-haspopup="menu"
        aria-expanded={open}
        aria-controls={open ? id : undefined}
        aria-label={isNamedByContent ? undefined : panel.label}
        onPointerEnter={load}
        onFocus={load}
        onClick={() => setOpen(!open)}
        onKeyDown={(event) => {
          if (event.key !== "ArrowDown" && event.key !== "ArrowUp") return;
          event.preventDefault();
          setOpen(true);
        }}
        className={className}
      >
        {children}
      </button>
      {isMounted ? <MenuPanel {...panel} id={id} open={open} onOpenChange={setOpen} anchor={anchor} /> : null}
    </>
  );
}
