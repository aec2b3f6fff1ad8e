"use client";
import dynamic from "next/dynamic";
import { type ReactNode, useId, useRef, useState } from "react";
import { MissingPanel } from "./missing-part.tsx";
import type { PopoverPanelProps } from "./popover-panel.tsx";
import { useWasOpened } from "./use-was-opened.ts";

const load = () => import("./popover-panel.tsx").catch(() => MissingPanel);
const PopoverPanel = dynamic(load, { ssr: false });

type PopoverProps = Pick<PopoverPanelProps, "title" | "content" | "side" | "align"> & {
  /** What the button shows. */
  children: ReactNode;
  className?: string;
};

/** A button that opens a few words or controls beside it. Escape and a press elsewhere close it, and focus goes back. */
export function Popover({ children, className, ...panel }: PopoverProps) {
  const id = useId();
  const anchor = useRef<HTMLButtonElement>(null);
  const [open, setOpen] = useState(false);
  const isMounted = useWasOpened(open);
  return (
    <>
      <button
        ref={anchor}
        type="button"
        aria-haspopup="dialog"
        aria-expanded={open}
        aria-controls={open ? id : undefined}
        onPointerEnter={load}
        onFocus={load}
        onClick={() => setOpen(!open)}
        className={className}
      >
        {children}
      </button>
      {isMounted ? <PopoverPanel {...panel} id={id} open={open} onOpenChange={setOpen} anchor={anchor} /> : null}
    </>
  );
}
