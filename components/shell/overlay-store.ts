"use client";
import { useSyncExternalStore } from "react";

/** What lies over the page: one at a time, opened by a key, a button or a line of the palette. */
export type Overlay = "palette" | "help" | "stop" | "resume" | "navigation";

let current: Overlay | null = null;
const listeners = new Set<() => void>();

export function openOverlay(next: Overlay | null): void {
  if (next === current) return;
  current = next;
  for (const listener of listeners) listener();
}

/** Closes this one if it is the open one. */
export function closeOverlay(name: Overlay): void {
  if (current === name) openOverlay(null);
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

const read = () => current;
const readOnServer = () => null;

/** The open overlay, null for none. */
export function useOverlay(): Overlay | null {
  return useSyncExternalStore(subscribe, read, readOnServer);
}

/** `open` and `onOpenChange` of the dialog that shows this overlay. */
export function useOverlayDialog(name: Overlay) {
  const open = useOverlay() === name;
  return { open, onOpenChange: (next: boolean) => openOverlay(next ? name : null) };
}
