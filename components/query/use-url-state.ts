"use client";
import { useSearchParams } from "next/navigation";
import { useCallback } from "react";

type UrlPatch = Record<string, string | null>;
/** Either what changes, or what makes it out of the URL as it is at that moment; null leaves that alone. */
type UrlChange = UrlPatch | ((now: URLSearchParams) => UrlPatch | null);

/**
 * The page's state in its URL: filters, sort, page. A change of place (`push`) can be undone with Back; typing
 * in a filter replaces. Uses the history directly, so that no request goes to the server.
 */
export function useUrlState(): [URLSearchParams, (change: UrlChange, how?: "push" | "replace") => void] {
  const params = useSearchParams();
  const setParams = useCallback((change: UrlChange, how: "push" | "replace" = "push") => {
    const next = new URLSearchParams(window.location.search);
    const patch = typeof change === "function" ? change(next) : change;
    if (patch === null) return;
    for (const [name, value] of Object.entries(patch)) {
      if (value === null || value === "") next.delete(name);
      else next.set(name, value);
    }
    const text = next.toString();
    const url = text === "" ? window.location.pathname : `${window.location.pathname}?${text}`;
    if (how === "push") window.history.pushState(null, "", url);
    else window.history.replaceState(null, "", url);
  }, []);
  return [new URLSearchParams(params), setParams];
}
