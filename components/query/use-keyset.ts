"use client";
import { useUrlState } from "./use-url-state.ts";

/** Place in a list that is read page by page; the cursor lives in the URL, so Back goes to the page before. */
export function useKeyset() {
  const [params, setParams] = useUrlState();
  return {
    cursor: params.get("cursor"),
    goFirst: () => setParams({ cursor: null }),
    goNext: (cursor: string) => setParams({ cursor }),
  };
}
