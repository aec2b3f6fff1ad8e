"use client";
import dynamic from "next/dynamic";
import type { DialogPanelProps } from "./dialog-panel.tsx";
import { MissingPanel } from "./missing-part.tsx";
import { useWasOpened } from "./use-was-opened.ts";

const DialogPanel = dynamic(() => import("./dialog-panel.tsx").catch(() => MissingPanel), { ssr: false });

/** A modal dialog; Escape and a click beside it close it, and focus goes back to where it was. */
export function Dialog(props: DialogPanelProps) {
  return useWasOpened(props.open) ? <DialogPanel {...props} /> : null;
}
