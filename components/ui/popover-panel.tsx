"use client";
import { Popover } from "@base-ui/react/popover";
import type { ReactNode, RefObject } from "react";

export type PopoverPanelProps = {
  id: string;
  open: boolean;
  onOpenChange: (open: boolean) => void;
  anchor: RefObject<HTMLElement | null>;
  title: string;
  content: ReactNode;
  side?: "top" | "bottom";
  align?: "start" | "center" | "end";
};

/** The panel of a popover; loaded only when the first one opens (see popover.tsx). */
export default function PopoverPanel({ id, open, onOpenChange, anchor, title, content, ...place }: PopoverPanelProps) {
  return (
    <Popover.Root
      open={open}
      onOpenChange={(next, { event }) => {
        // A press on the button that opened it is the button's to answer.
        const isOnAnchor = event.target instanceof Node && anchor.current?.contains(event.target);
        if (next || !isOnAnchor || event.type.startsWith("key")) onOpenChange(next);
      }}
    >
      <Popover.Portal>
        <Popover.Positioner anchor={anchor} sideOffset={6} collisionPadding={8} className="z-60" {...place}>
          <Popover.Popup
            id={id}
            finalFocus={anchor}
            className="max-h-[var(--available-height)] w-max max-w-[min(22rem,calc(100vw-1rem))] overflow-y-auto rounded-lg border border-line bg-surface p-4 text-ink shadow-overlay outline-none"
          >
            <Popover.Title className="font-semibold">{title}</Popover.Title>
            <div className="mt-1.5">{content}</div>
            <Popover.Close className="sr-only">Close</Popover.Close>
          </Popover.Popup>
        </Popover.Positioner>
      </Popover.Portal>
    </Popover.Root>
  );
}
