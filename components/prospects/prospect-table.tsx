"use client";
import { useQuery } from "@tanstack/react-query";
import Link from "next/link";
import type { Selection } from "#components/query/use-selection.ts";
import { RowCheck } from "#components/ui/row-check.tsx";
import { SortHeader } from "#components/ui/sort-header.tsx";
import { RowHeader, Table, Td, Th } from "#components/ui/table.tsx";
import type { ProspectItem } from "#lib/prospects/contract.ts";
import { ownersQuery } from "#lib/prospects/queries-change.ts";
import { campaignChoicesQuery, type ProspectFilter } from "#lib/prospects/queries-list.ts";
import { isSortable, type ProspectSort } from "#lib/prospects/types.ts";
import type { Column, Names } from "./prospect-columns.tsx";
import { prospectTitle } from "./prospect-words.ts";

type ProspectTableProps = {
  items: readonly ProspectItem[];
  columns: readonly Column[];
  filter: ProspectFilter;
  sort: ProspectSort;
  onSort: (sort: ProspectSort) => void;
  /** null for who may do nothing with a selection */
  selection: Selection | null;
};

export function ProspectTable({ items, columns, filter, sort, onSort, selection }: ProspectTableProps) {
  const names: Names = {
    owners: useQuery(ownersQuery).data?.items,
    campaigns: useQuery(campaignChoicesQuery).data?.items,
  };
  const ids = items.map(({ id }) => id);
  return (
    <Table caption="Prospects">
      <thead>
        <tr>
          {selection ? (
            <Th>
              <RowCheck
                label="Select this page"
                isOn={ids.every(selection.has)}
                isFixed={selection.isAll}
                onChange={(isOn) => selection.toggle(ids, isOn)}
              />
            </Th>
          ) : null}
          <Th>Prospect</Th>
          {columns.map((column) => (
            <Heading key={column.key} column={column} filter={filter} sort={sort} onSort={onSort} />
          ))}
        </tr>
      </thead>
      <tbody>
        {items.map((item) => (
          <ProspectRow key={item.id} item={item} columns={columns} names={names} selection={selection} />
        ))}
      </tbody>
    </Table>
  );
}

type HeadingProps = Pick<ProspectTableProps, "filter" | "sort" | "onSort"> & { column: Column };

function Heading({ column, filter, sort, onSort }: HeadingProps) {
  const { label, isNumeric, sorts = [] } = column;
  const possible = sorts.filter((one) => isSortable(one, filter));
  const [first] = possible;
  if (!first) return <Th numeric={isNumeric}>{label}</Th>;
  const direction = !possible.includes(sort) ? null : sort.startsWith("-") ? "desc" : "asc";
  const next = possible.find((one) => one !== sort) ?? first;
  return <SortHeader label={label} direction={direction} onSort={() => onSort(direction === null ? first : next)} />;
}

type RowProps = Pick<ProspectTableProps, "columns" | "selection"> & { item: ProspectItem; names: Names };

function ProspectRow({ item, columns, names, selection }: RowProps) {
  const title = prospectTitle(item);
  return (
    <tr className="hover:bg-sunken">
      {selection ? (
        <Td>
          <RowCheck
            label={`Select ${title}`}
            isOn={selection.has(item.id)}
            isFixed={selection.isAll}
            onChange={(isOn) => selection.toggle([item.id], isOn)}
          />
        </Td>
      ) : null}
      <RowHeader>
        <Link href={`/prospects/${item.id}`} prefetch={false} className="text-accent hover:underline">
          {title}
        </Link>
        <span className="block font-normal text-ink-muted">{item.email ?? "no address"}</span>
      </RowHeader>
      {columns.map(({ key, isNumeric, cell }) => (
        <Td key={key} numeric={isNumeric}>
          {cell(item, names)}
        </Td>
      ))}
    </tr>
  );
}
