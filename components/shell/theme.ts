/** The stored choice of appearance; `system` follows the device. */
export type Theme = "system" | "light" | "dark";

export const THEME_COOKIE = "oc_theme";

/** Turns a cookie value (or anything else) into a theme; unknown values follow the device. */
export function readTheme(value: string | undefined): Theme {
  return value === "light" || value === "dark" ? value : "system";
}
