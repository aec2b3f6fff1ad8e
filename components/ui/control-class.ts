import clsx from "clsx";

/** Look shared by text inputs, selects and text areas. */
export function controlClass(extra?: string): string {
  return clsx(
    "min-h-9 w-full min-w-0 rounded-md border border-line-strong bg-surface px-2.5 py-1.5 text-ink",
    "aria-invalid:border-bad disabled:cursor-not-allowed disabled:bg-sunken disabled:text-ink-muted",
    extra,
  );
}
