"use client";
import { useEffect } from "react";
import { useLeaveWarning } from "./use-leave-warning.ts";

let count = 0;

/** Something is edited and not saved, until what this gives is called. */
export function holdUnsaved(): () => void {
  let isHeld = true;
  count += 1;
  return () => {
    if (isHeld) count -= 1;
    isHeld = false;
  };
}

/** Whether anything on the page is edited and not saved. */
export function hasUnsaved(): boolean {
  return count > 0;
}

/** While a form is edited and not saved, whoever leaves is asked first: by the console for its own links, else by the browser. */
export function useUnsaved(isUnsaved: boolean): void {
  useEffect(() => (isUnsaved ? holdUnsaved() : undefined), [isUnsaved]);
  useLeaveWarning(isUnsaved);
}
