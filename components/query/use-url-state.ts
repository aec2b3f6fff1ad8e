"use client";
import { useSearchParams } from "next/navigation";
import { useCallback } from "react";
import { entryAfter, type UrlEntry, type UrlPatch } from "./url-entry.ts";

/** Either what changes, or what makes it out of the URL as it is at that moment; null leaves that alone. */
type UrlChange = UrlPatch | ((now: URLSearchParams) => UrlPatch | null);

/**
 * The page's state in its URL: filters, sort, page. A change of place (`push`) can be undone with Back, and so can the typing in a field
 * as a whole. Uses the history directly, so that no request goes to the server.
 */
export function useUrlState(): [URLSearchParams, (change: UrlChange, how?: UrlEntry) => void] {
  const params = useSearchParams();
  const setParams = useCallback((change: UrlChange, how: UrlEntry = "push") => {
    const { pathname, search } = window.location;
    const patch = typeof change === "function" ? change(new URLSearchParams(search)) : change;
    if (patch === null) return;
    const { url, isNew, state } = entryAfter({ pathname, search, state: window.history.state }, patch, how);
    if (isNew) window.history.pushState(state, "", url);
    else window.history.replaceState(state, "", url);
  }, []);
  return [new URLSearchParams(params), setParams];
}
