"use client";
import { useQuery } from "@tanstack/react-query";
import Link from "next/link";
import { Skeleton } from "#components/ui/skeleton.tsx";
import { StatusBadge } from "#components/ui/status-badge.tsx";
import { attentionQuery } from "#lib/command-center/queries.ts";
import { engineWord } from "./engine-words.ts";

/** Whether the engine sends, on every page. */
export function EngineState() {
  const { data, errorUpdateCount } = useQuery(attentionQuery);
  if (!data) {
    return errorUpdateCount > 0 ? (
      <StatusBadge tone="warn">Engine state unknown</StatusBadge>
    ) : (
      <Skeleton className="h-6 w-28" />
    );
  }
  const { label, tone } = engineWord(data.engine.state);
  return (
    <Link
      href="/settings"
      prefetch={false}
      title={data.engine.sentence}
      className="inline-flex min-h-6 w-fit items-center rounded-full"
    >
      <StatusBadge tone={tone}>{label}</StatusBadge>
    </Link>
  );
}
