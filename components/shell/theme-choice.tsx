"use client";
import { useState } from "react";
import { Select } from "#components/ui/select.tsx";
import { readTheme, type Theme } from "./theme.ts";

const OPTIONS = [
  { value: "system", label: "Like the device" },
  { value: "light", label: "Light" },
  { value: "dark", label: "Dark" },
];

type ThemeChoiceProps = { initial: Theme; store: (theme: Theme) => Promise<void> };

/** Appearance: shown at once, stored for the next visit. */
export function ThemeChoice({ initial, store }: ThemeChoiceProps) {
  const [theme, setTheme] = useState(initial);
  function choose(value: string) {
    const next = readTheme(value);
    setTheme(next);
    const root = document.documentElement;
    if (next === "system") delete root.dataset.theme;
    else root.dataset.theme = next;
    void store(next);
  }
  return <Select aria-label="Appearance" options={OPTIONS} value={theme} onValueChange={choose} />;
}
