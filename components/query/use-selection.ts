"use client";
import { useUrlState } from "./use-url-state.ts";

/** Single rows kept in the URL; for more there is "all that fit". */
export const MOST_SELECTED = 100;

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
  const isAll = text === "all";
  const ids = isAll || text === "" ? [] : text.split(",").slice(0, MOST_SELECTED);
  const set = (sel: string | null) => setParams({ sel }, "replace");
  return {
    isAll,
    ids,
    has: (id) => isAll || ids.includes(id),
    toggle: (some, isOn) => {
      const others = ids.filter((id) => !some.includes(id));
      set((isOn ? [...others, ...some] : others).slice(0, MOST_SELECTED).join(","));
    },
    selectAll: () => set("all"),
    clear: () => set(null),
  };
}
