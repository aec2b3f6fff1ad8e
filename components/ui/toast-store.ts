import { ToastTimers } from "./toast-timers.ts";
import type { Tone } from "./tone.ts";

export type Toast = {
  id: number;
  tone: Tone;
  text: string;
  /** what it is about: a newer one about the same takes its place */
  about?: string;
  action?: { label: string; onClick: () => void };
};

const SHOWN_MS = 6000;
const SHOWN_WITH_ACTION_MS = 12_000;

let toasts: readonly Toast[] = [];
let nextId = 1;
const listeners = new Set<() => void>();

function publish(next: readonly Toast[]): void {
  toasts = next;
  for (const listener of listeners) listener();
}

/** Hold and release them with who holds: `<id>:pointer`, `<id>:focus`, or `page` for all. */
export const toastTimers = new ToastTimers(dismissToast);

/** Shows a short message; one with an action (undo) stays longer. */
export function showToast(toast: Omit<Toast, "id">): void {
  const id = nextId++;
  const others = toasts.filter(({ about }) => about === undefined || about !== toast.about).slice(-2);
  for (const { id: gone } of toasts) if (!others.some((other) => other.id === gone)) toastTimers.forget(gone);
  publish([...others, { ...toast, id }]);
  toastTimers.start(id, toast.action ? SHOWN_WITH_ACTION_MS : SHOWN_MS);
}

export function dismissToast(id: number): void {
  toastTimers.forget(id);
  publish(toasts.filter((toast) => toast.id !== id));
}

export function subscribeToasts(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

export function readToasts(): readonly Toast[] {
  return toasts;
}

const NONE: readonly Toast[] = [];

export function readServerToasts(): readonly Toast[] {
  return NONE;
}
