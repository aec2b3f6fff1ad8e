"use client";
import { useCallback } from "react";
import { useUrlState } from "./use-url-state.ts";

/** Single rows kept in the URL; for more there is "all that fit". */
export const MOST_SELECTED = 100;
const ALL = "all";

export type Selection = {
  isAll: boolean;
  ids: readonly string[];
  has: (id: string) => boolean;
  toggle: (ids: readonly string[], isOn: boolean) => void;
  selectAll: () => void;
  clear: () => void;
};

/** Selected rows, or all that fit the filters, in the URL. */
export function useSelection(): Selection {
  const [params, setParams] = useUrlState();
  const text = params.get("sel") ?? "";
  const isAll = text === ALL;
  const ids = idsOf(text);
  const toggle = useCallback(
    (some: readonly string[], isOn: boolean) =>
      setParams((now) => {
        const others = idsOf(now.get("sel") ?? "").filter((id) => !some.includes(id));
        return { sel: (isOn ? [...others, ...some] : others).slice(0, MOST_SELECTED).join(",") };
      }, "replace"),
    [setParams],
  );
  return {
    isAll,
    ids,
    has: (id) => isAll || ids.includes(id),
    toggle,
    selectAll: () => setParams({ sel: ALL }, "replace"),
    clear: () => setParams({ sel: null }, "replace"),
  };
}

function idsOf(text: string): string[] {
  return text === ALL || text === "" ? [] : text.split(",").slice(0, MOST_SELECTED);
}
