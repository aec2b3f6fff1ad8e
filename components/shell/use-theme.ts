"use client";
import { useState } from "react";
import { readTheme, type Theme } from "./theme.ts";

/** Appearance: shown at once, stored for the next visit. */
export function useTheme(initial: Theme, store: (theme: Theme) => Promise<void>) {
  const [theme, setTheme] = useState(initial);
  function choose(value: string) {
    const next = readTheme(value);
    setTheme(next);
    const root = document.documentElement;
    if (next === "system") delete root.dataset.theme;
    else root.dataset.theme = next;
    void store(next);
  }
  return { theme, choose };
}
