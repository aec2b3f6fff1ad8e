"use client";
import { useRouter } from "next/navigation";
import { useCallback } from "react";
import { asksFirst } from "./leaving.ts";

/** Goes to a page of the console as a link would: with unsaved changes only after asking. */
export function useGo(): (href: string) => void {
  const router = useRouter();
  return useCallback(
    (href: string) => {
      if (!asksFirst(href, window.location.href)) router.push(href);
    },
    [router],
  );
}
