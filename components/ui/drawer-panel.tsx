"use client";
import { Dialog } from "@base-ui/react/dialog";
import { X } from "lucide-react";
import type { ReactNode } from "react";

export type DrawerPanelProps = {
  open: boolean;
  onOpenChange: (open: boolean) => void;
  label: string;
  children: ReactNode;
};

/** Modal panel at the left edge; loaded only when it first opens (see drawer.tsx). */
export default function DrawerPanel({ open, onOpenChange, label, children }: DrawerPanelProps) {
  return (
    <Dialog.Root open={open} onOpenChange={onOpenChange}>
      <Dialog.Portal>
        <Dialog.Backdrop className="fixed inset-0 z-40 bg-scrim" />
        <Dialog.Popup
          aria-label={label}
          className="fixed inset-y-0 left-0 z-50 w-72 max-w-[85vw] border-r border-line bg-surface text-ink shadow-overlay outline-none"
        >
          <Dialog.Close
            aria-label="Close menu"
            className="absolute top-3 right-3 inline-flex size-9 items-center justify-center rounded-md hover:bg-hover"
          >
            <X aria-hidden="true" className="size-4" />
          </Dialog.Close>
          {children}
        </Dialog.Popup>
      </Dialog.Portal>
    </Dialog.Root>
  );
}
