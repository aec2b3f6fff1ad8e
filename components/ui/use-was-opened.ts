"use client";
import { useRef } from "react";

/** True from the first time something is opened: its code is fetched then, and it stays mounted so that focus returns. */
export function useWasOpened(open: boolean): boolean {
  const wasOpened = useRef(false);
  if (open) wasOpened.current = true;
  return wasOpened.current;
}
