"use client";
import { Tooltip } from "@base-ui/react/tooltip";
import type { ReactNode, RefObject } from "react";

type TooltipPanelProps = {
  open: boolean;
  onClose: () => void;
  anchor: RefObject<HTMLElement | null>;
  children: ReactNode;
};

/** The bubble of a tooltip; loaded only when the first one shows (see tooltip.tsx). */
export default function TooltipPanel({ open, onClose, anchor, children }: TooltipPanelProps) {
  return (
    <Tooltip.Root open={open} onOpenChange={(next) => !next && onClose()}>
      <Tooltip.Portal>
        <Tooltip.Positioner anchor={anchor} sideOffset={6} collisionPadding={8} className="z-60">
          <Tooltip.Popup className="flex max-w-64 items-center gap-2 rounded-md border border-line bg-surface px-2 py-1 text-sm text-ink shadow-overlay">
            {children}
          </Tooltip.Popup>
        </Tooltip.Positioner>
      </Tooltip.Portal>
    </Tooltip.Root>
  );
}
