"use client";
import dynamic from "next/dynamic";
import { type ReactNode, useEffect, useRef, useState } from "react";
import { MissingHint } from "./missing-part.tsx";
import { useWasOpened } from "./use-was-opened.ts";

const TooltipPanel = dynamic(() => import("./tooltip-panel.tsx").catch(() => MissingHint), { ssr: false });

const DELAY_MS = 500;

type TooltipProps = { content: ReactNode; children: ReactNode };

/**
 * Shows what a control is called when the pointer rests on it or the keyboard reaches it. Only for what the control's own name
 * says already: on a touch screen nobody sees it.
 */
export function Tooltip({ content, children }: TooltipProps) {
  const anchor = useRef<HTMLSpanElement>(null);
  const [wanted, setWanted] = useState<"pointer" | "focus" | null>(null);
  const [open, setOpen] = useState(false);
  const isMounted = useWasOpened(open);
  const close = () => {
    setWanted(null);
    setOpen(false);
  };
  useEffect(() => {
    if (wanted === null) return;
    const timer = setTimeout(() => setOpen(true), wanted === "focus" ? 0 : DELAY_MS);
    return () => clearTimeout(timer);
  }, [wanted]);
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: listens for the control inside; adds nothing that can be operated
    <span
      ref={anchor}
      className="inline-flex"
      onPointerEnter={(event) => event.pointerType === "mouse" && setWanted("pointer")}
      onPointerLeave={close}
      onPointerDown={close}
      onFocus={(event) => event.target.matches(":focus-visible") && setWanted("focus")}
      onBlur={close}
      onKeyDown={(event) => event.key === "Escape" && close()}
    >
      {children}
      {isMounted ? (
        <TooltipPanel open={open} onClose={close} anchor={anchor}>
          {content}
        </TooltipPanel>
      ) : null}
    </span>
  );
}
