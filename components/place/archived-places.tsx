"use client";
import { keepPreviousData, useQuery } from "@tanstack/react-query";
import Link from "next/link";
import { type ReactNode, useCallback } from "react";
import { createBody, mailboxDraft } from "#components/health/mailbox-draft.ts";
import { KeysetView } from "#components/query/keyset-view.tsx";
import { useKeyset } from "#components/query/use-keyset.ts";
import { useUrlState } from "#components/query/use-url-state.ts";
import { Breakable } from "#components/ui/breakable.tsx";
import { Card } from "#components/ui/card.tsx";
import { EmptyState } from "#components/ui/empty-state.tsx";
import { SearchInput } from "#components/ui/search-input.tsx";
import { Select } from "#components/ui/select.tsx";
import { TableSkeleton } from "#components/ui/skeleton.tsx";
import { RowHeader, Table, Td, Th } from "#components/ui/table.tsx";
import { Time } from "#components/ui/time.tsx";
import { archivedDomainsQuery, archivedMailboxesQuery, createDomain, createMailbox } from "#lib/mailboxes/queries.ts";
import { RestoreButton } from "./restore-button.tsx";

/** One row: what it is called, when it was put away, and how it comes back. */
type ArchivedPlace = {
  id: string;
  name: string;
  detail?: string;
  archivedAt: string | null;
  restore: () => Promise<unknown>;
};

type Choices = readonly { value: string; label: string }[];

/** The sending domains that were put away, by name, each with the way back. */
export function ArchivedDomains({ shown }: { shown: Choices }) {
  const { search, cursor } = useArchivedUrl();
  const query = useQuery({ ...archivedDomainsQuery(search, cursor), placeholderData: keepPreviousData });
  return (
    <ArchivedCard place="domains" shown={shown}>
      <KeysetView query={query} what="The archived domains" unit="domain" {...viewOf("domains", search)}>
        {({ items }) => (
          <ArchivedTable
            place="domains"
            rows={items.map(({ id, domain, archived_at }) => ({
              id,
              name: domain,
              archivedAt: archived_at,
              restore: () => createDomain(domain),
            }))}
          />
        )}
      </KeysetView>
    </ArchivedCard>
  );
}

/** The mailboxes that were put away, by address; each comes back as it was. */
export function ArchivedMailboxes({ shown }: { shown: Choices }) {
  const { search, cursor } = useArchivedUrl();
  const query = useQuery({ ...archivedMailboxesQuery(search, cursor), placeholderData: keepPreviousData });
  return (
    <ArchivedCard place="mailboxes" shown={shown}>
      <KeysetView query={query} what="The archived mailboxes" unit="mailbox" {...viewOf("mailboxes", search)}>
        {({ items }) => (
          <ArchivedTable
            place="mailboxes"
            rows={items.map((mailbox) => ({
              id: mailbox.id,
              name: mailbox.from_email,
              detail: mailbox.connection_name,
              archivedAt: mailbox.archived_at,
              restore: () => createMailbox(createBody(mailboxDraft(mailbox, mailbox.provider_connection_id))),
            }))}
          />
        )}
      </KeysetView>
    </ArchivedCard>
  );
}

function useArchivedUrl() {
  const [params] = useUrlState();
  const { cursor } = useKeyset();
  return { search: params.get("q")?.trim() ?? "", cursor };
}

const WORDS = { domains: ["domain", "Sending domain"], mailboxes: ["mailbox", "Mailbox or domain"] } as const;

function viewOf(place: keyof typeof WORDS, search: string) {
  const title = search === "" ? `No ${WORDS[place][0]} is archived` : `No archived ${WORDS[place][0]} fits`;
  const hint = search === "" ? `A ${WORDS[place][0]} is archived on its own page and comes back from here.` : null;
  return { skeleton: <TableSkeleton rows={4} />, empty: <EmptyState title={title}>{hint}</EmptyState> };
}

function ArchivedCard({ place, shown, children }: { place: keyof typeof WORDS; shown: Choices; children: ReactNode }) {
  const [params, setParams] = useUrlState();
  const search = useCallback((q: string) => setParams({ q, cursor: null }, { typing: "q" }), [setParams]);
  return (
    <Card flush>
      <search className="flex flex-wrap items-center gap-3 border-b border-line p-4">
        <SearchInput label={WORDS[place][1]} value={params.get("q") ?? ""} onValueChange={search} />
        <Select
          aria-label={`Which ${place}`}
          options={shown}
          value="archived"
          onValueChange={(show) => setParams({ show, q: null, cursor: null })}
        />
      </search>
      {children}
    </Card>
  );
}

function ArchivedTable({ place, rows }: { place: keyof typeof WORDS; rows: readonly ArchivedPlace[] }) {
  const hasDetail = place === "mailboxes";
  return (
    <Table caption={`Archived ${place}`}>
      <thead>
        <tr>
          <Th>{hasDetail ? "Mailbox" : "Sending domain"}</Th>
          {hasDetail ? <Th>Connection</Th> : null}
          <Th>Archived</Th>
          <Th>
            <span className="sr-only">Actions</span>
          </Th>
        </tr>
      </thead>
      <tbody>
        {rows.map(({ id, name, detail, archivedAt, restore }) => (
          <tr key={id} className="hover:bg-sunken">
            <RowHeader>
              <Link href={`/${place}/${id}`} prefetch={false} className="text-accent hover:underline">
                <Breakable text={name} />
              </Link>
            </RowHeader>
            {hasDetail ? <Td>{detail}</Td> : null}
            <Td>
              <Time value={archivedAt} />
            </Td>
            <Td className="text-right">
              <RestoreButton place={place} name={name} restore={restore} />
            </Td>
          </tr>
        ))}
      </tbody>
    </Table>
  );
}
