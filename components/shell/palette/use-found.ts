"use client";
import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { useEffect, useState } from "react";
import type { CampaignView } from "#lib/campaigns/contract.ts";
import type { DomainView } from "#lib/mailboxes/contract-domain.ts";
import type { MailboxView } from "#lib/mailboxes/contract-mailbox.ts";
import type { ProspectItem } from "#lib/prospects/contract.ts";
import { fetchJson } from "#lib/query/fetch-json.ts";
import { withQuery } from "#lib/query/query-string.ts";
import { allProspects, type PaletteGroup, type PaletteItem } from "./palette-items.ts";
import type { FoundPlace } from "./pause-items.ts";

type PageOf<T> = { items: T[]; next_cursor: string | null };
type Found = { groups: PaletteGroup[]; places: FoundPlace[] };

const QUIET_MS = 150;
const SHORTEST = 2;
const SHOWN = 5;
const NOTHING: Found = { groups: [], places: [] };

/** Domains, mailboxes, prospects and campaigns that a text finds, as the lists' own search finds them. Asks once typing rests. */
export function useFound(text: string) {
  const q = useResting(text.trim());
  const enabled = q.length >= SHORTEST;
  const { data = NOTHING, isFetching } = useQuery({
    queryKey: ["palette", q],
    queryFn: ({ signal }) => findPlaces(q, signal),
    enabled,
    placeholderData: enabled ? keepPreviousData : undefined,
    staleTime: 30_000,
  });
  return { ...(enabled ? data : NOTHING), isSearching: enabled && isFetching };
}

async function findPlaces(q: string, signal: AbortSignal): Promise<Found> {
  const findPage = <T>(path: string) => fetchJson<PageOf<T>>(withQuery(path, { q, limit: SHOWN }), { signal });
  const find = <T>(path: string) => findPage<T>(path).then(({ items }) => items);
  const [domains, mailboxes, prospects, campaigns] = await Promise.all([
    find<DomainView>("/api/domains"),
    find<MailboxView>("/api/mailboxes"),
    findPage<ProspectItem>("/api/prospects"),
    find<CampaignView>("/api/campaigns"),
  ]);
  return {
    places: [
      ...domains.map(({ id, domain, state }) => pausable("domains", id, domain, state)),
      ...mailboxes.map(({ id, from_email, state }) => pausable("mailboxes", id, from_email, state)),
    ],
    groups: [
      { value: "Domains", items: domains.map(({ id, domain }) => place("domains", id, domain)) },
      {
        value: "Mailboxes",
        items: mailboxes.map(({ id, from_email, from_name }) => place("mailboxes", id, from_email, from_name)),
      },
      {
        value: "Prospects",
        items: [...prospects.items.map(prospectItem), ...allProspects(q, prospects.next_cursor !== null)],
      },
      { value: "Campaigns", items: campaigns.map(({ id, name, status }) => place("campaigns", id, name, status)) },
    ],
  };
}

function pausable(kind: FoundPlace["place"], id: string, name: string, state: string): FoundPlace {
  return { place: kind, id, name, isPaused: state === "paused" };
}

function prospectItem({ id, company, name, email }: ProspectItem): PaletteItem {
  return place("prospects", id, company ?? name ?? email ?? "Unnamed", email ?? undefined);
}

function place(page: string, id: string, label: string, detail?: string): PaletteItem {
  return { id: `${page}:${id}`, label, detail, deed: { kind: "go", href: `/${page}/${id}` } };
}

function useResting(text: string): string {
  const [resting, setResting] = useState(text);
  useEffect(() => {
    const timer = setTimeout(() => setResting(text), QUIET_MS);
    return () => clearTimeout(timer);
  }, [text]);
  return resting;
}
