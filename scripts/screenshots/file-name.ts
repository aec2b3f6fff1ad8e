/** `/settings?tab=alerts` in the dark at 360 px is `settings-tab-alerts.dark.360.png`; ids are left out. */
export function fileNameOf(path: string, theme: string, width: number): string {
  const words = path
    .replace(/[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}/g, "one")
    .replace(/[^a-z0-9]+/gi, "-")
    .replace(/^-|-$/g, "");
  return `${words || "home"}.${theme}.${width}.png`;
}
