import { useSyncExternalStore } from "react";
import { hasUnsaved } from "#components/query/unsaved.ts";

let wanted: string | null = null;
const listeners = new Set<() => void>();

/** The page of the console that is asked about, null for none. */
export function setWanted(next: string | null): void {
  wanted = next;
  for (const listener of listeners) listener();
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

const read = () => wanted;
const readOnServer = () => null;

export function useWanted(): string | null {
  return useSyncExternalStore(subscribe, read, readOnServer);
}

/** Whether to go to `href` from `here` is asked about first, because something here would be lost; the question is then open. */
export function asksFirst(href: string, here: string): boolean {
  const path = hasUnsaved() ? leavingPath(href, here) : null;
  if (path !== null) setWanted(path);
  return path !== null;
}

/** The path of another page of this console, or of another tab of this one; null for what leaves the forms of this page where they are. */
export function leavingPath(href: string, here: string): string | null {
  if (!URL.canParse(href, here)) return null;
  const to = new URL(href, here);
  const from = new URL(here);
  const stays = to.pathname === from.pathname && to.searchParams.get("tab") === from.searchParams.get("tab");
  return to.origin !== from.origin || stays ? null : `${to.pathname}${to.search}${to.hash}`;
}
