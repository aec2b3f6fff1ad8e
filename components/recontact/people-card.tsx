"use client";
import { keepPreviousData, useQuery } from "@tanstack/react-query";
import Link from "next/link";
import { prospectTitle } from "#components/prospects/prospect-words.ts";
import { KeysetView } from "#components/query/keyset-view.tsx";
import { useKeyset } from "#components/query/use-keyset.ts";
import { useUrlState } from "#components/query/use-url-state.ts";
import { Card } from "#components/ui/card.tsx";
import { EmptyState } from "#components/ui/empty-state.tsx";
import { Select } from "#components/ui/select.tsx";
import { TableSkeleton } from "#components/ui/skeleton.tsx";
import { RowHeader, Table, Td, Th } from "#components/ui/table.tsx";
import { Time } from "#components/ui/time.tsx";
import type { RecontactPerson, RecontactStats } from "#lib/recontact/contract.ts";
import { recontactPeopleQuery } from "#lib/recontact/queries.ts";
import { cycleLabel } from "#lib/shared/cycle-words.ts";
import { groupLabel, groupRemedy } from "./group-words.ts";

/** The people behind the figures: who returns next, in the order of the run, or who does not for a reason. */
export function PeopleCard({ stats }: { stats: RecontactStats }) {
  const [params, setParams] = useUrlState();
  const { cursor } = useKeyset();
  const group = params.get("who") ?? "next";
  const query = useQuery({ ...recontactPeopleQuery(group, cursor), placeholderData: keepPreviousData });
  return (
    <Card
      id="who"
      title={group === "next" ? "Who is next" : `Who does not return: ${groupLabel(group).toLowerCase()}`}
      description={group === "next" ? "In the order of the next run: oldest last email first." : groupRemedy(group)}
      flush
      actions={
        <Select
          aria-label="Group"
          options={optionsOf(stats, group)}
          value={group}
          onValueChange={(who) => setParams({ who: who === "next" ? null : who, cursor: null })}
        />
      }
    >
      <KeysetView
        query={query}
        what="The prospects"
        skeleton={<TableSkeleton rows={4} />}
        unit="prospect"
        empty={<NobodyThere group={group} />}
      >
        {({ items }) => <PeopleTable items={items} caption={groupLabel(group)} />}
      </KeysetView>
    </Card>
  );
}

/** Those that have somebody, and the one that is looked at. */
function optionsOf({ excluded }: RecontactStats, group: string) {
  const groups = new Set(["next", ...excluded.map(({ reason }) => reason), group]);
  return Array.from(groups, (value) => ({ value, label: groupLabel(value) }));
}

function NobodyThere({ group }: { group: string }) {
  if (group !== "next") return <EmptyState title="Nobody is left out for this reason" />;
  return (
    <EmptyState title="Nobody is ready to return">
      Prospects appear here once their cooldown is over. A shorter cooldown brings them back sooner; the forecast above
      shows how many.
    </EmptyState>
  );
}

function PeopleTable({ items, caption }: { items: readonly RecontactPerson[]; caption: string }) {
  return (
    <Table caption={caption}>
      <thead>
        <tr>
          <Th>Prospect</Th>
          <Th>Cycle so far</Th>
          <Th>Last email</Th>
          <Th>Cooldown over</Th>
        </tr>
      </thead>
      <tbody>
        {items.map((item) => (
          <tr key={item.prospect_id} className="hover:bg-sunken">
            <RowHeader>
              <Link href={`/prospects/${item.prospect_id}`} prefetch={false} className="text-accent hover:underline">
                {prospectTitle(item)}
              </Link>
              <span className="block font-normal text-ink-muted">{item.email ?? "no address"}</span>
            </RowHeader>
            <Td className="whitespace-nowrap">{cycleLabel(item.re_contact_cycle)}</Td>
            <Td>
              <Time value={item.last_email_sent_at} />
            </Td>
            <Td>
              <Time value={item.rested_at} />
            </Td>
          </tr>
        ))}
      </tbody>
    </Table>
  );
}
