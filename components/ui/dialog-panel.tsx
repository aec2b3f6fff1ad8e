"use client";
import { Dialog } from "@base-ui/react/dialog";
import clsx from "clsx";
import { X } from "lucide-react";
import { type ReactNode, useLayoutEffect, useState } from "react";
import { pageHeading } from "./page-heading.ts";

export type DialogPanelProps = {
  open: boolean;
  onOpenChange: (open: boolean) => void;
  title: string;
  description?: ReactNode;
  children: ReactNode;
  wide?: boolean;
};

/** Modal panel in the middle; loaded only when the first dialog opens (see dialog.tsx). */
export default function DialogPanel({ open, onOpenChange, title, description, children, wide }: DialogPanelProps) {
  const finalFocus = useFinalFocus(open);
  return (
    <Dialog.Root open={open} onOpenChange={onOpenChange}>
      <Dialog.Portal>
        <Dialog.Backdrop className="fixed inset-0 z-40 bg-scrim" />
        <Dialog.Popup
          finalFocus={finalFocus}
          className={clsx(
            "fixed top-1/2 left-1/2 z-50 flex max-h-[calc(100dvh-2rem)] w-[calc(100vw-2rem)] -translate-x-1/2 -translate-y-1/2 flex-col overflow-y-auto rounded-lg border border-line bg-surface text-ink shadow-overlay",
            wide ? "max-w-2xl" : "max-w-md",
          )}
        >
          <header className="flex items-start justify-between gap-4 px-5 pt-4">
            <Dialog.Title className="text-md font-semibold">{title}</Dialog.Title>
            <Dialog.Close
              aria-label="Close"
              className="-mt-1 -mr-1.5 inline-flex size-8 shrink-0 items-center justify-center rounded-md hover:bg-hover"
            >
              <X aria-hidden="true" className="size-4" />
            </Dialog.Close>
          </header>
          {description ? (
            <Dialog.Description render={<div />} className="px-5 pt-1 text-ink-muted">
              {description}
            </Dialog.Description>
          ) : null}
          <div className="px-5 pt-4 pb-5">{children}</div>
        </Dialog.Popup>
      </Dialog.Portal>
    </Dialog.Root>
  );
}

/** Back to where the focus came from; it came from nowhere when the page was opened with the dialog in its URL. */
function useFinalFocus(open: boolean) {
  const [isFromNowhere, setFromNowhere] = useState(false);
  useLayoutEffect(() => {
    if (open) setFromNowhere(document.activeElement === document.body);
  }, [open]);
  return isFromNowhere ? pageHeading : true;
}
