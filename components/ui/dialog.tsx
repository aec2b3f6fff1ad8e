"use client";
import dynamic from "next/dynamic";
import { useRef } from "react";
import type { DialogPanelProps } from "./dialog-panel.tsx";

const DialogPanel = dynamic(() => import("./dialog-panel.tsx"), { ssr: false });

/** A modal dialog whose code is fetched when it first opens; stays mounted after, so that focus returns. */
export function Dialog(props: DialogPanelProps) {
  const wasOpened = useRef(false);
  if (props.open) wasOpened.current = true;
  return wasOpened.current ? <DialogPanel {...props} /> : null;
}
