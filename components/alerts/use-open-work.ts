"use client";
import { useQuery } from "@tanstack/react-query";
import { attentionQuery } from "#lib/command-center/queries.ts";
import { type OpenWork, openWork } from "./open-work.ts";

/** What waits for a person beside the alerts of these kinds; nothing until it is known. */
export function useOpenWork(told: readonly string[]): OpenWork[] {
  const { data } = useQuery(attentionQuery);
  return data ? openWork(data, told) : [];
}
