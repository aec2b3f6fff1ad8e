"use client";
import Link from "next/link";
import { useState } from "react";
import { useHasRole } from "#components/shell/role.tsx";
import { Button } from "#components/ui/button.tsx";
import { RowHeader, Table, Td, Th } from "#components/ui/table.tsx";
import { Time } from "#components/ui/time.tsx";
import type { SuppressionItem } from "#lib/suppressions/contract.ts";
import { RemoveSuppressionDialog } from "./remove-suppression-dialog.tsx";
import { isOwnWish, kindWords, reasonWords, sourceText } from "./suppression-words.ts";

export function SuppressionTable({ items }: { items: readonly SuppressionItem[] }) {
  const mayRemove = useHasRole("admin");
  const [removing, setRemoving] = useState<SuppressionItem | null>(null);
  return (
    <>
      <Table caption="Suppressions">
        <thead>
          <tr>
            <Th>Address or domain</Th>
            <Th>Kind</Th>
            <Th>Reason</Th>
            <Th>Source</Th>
            <Th>Since</Th>
            {mayRemove ? (
              <Th>
                <span className="sr-only">Actions</span>
              </Th>
            ) : null}
          </tr>
        </thead>
        <tbody>
          {items.map((item) => (
            <SuppressionRow key={item.id} item={item} onRemove={mayRemove ? () => setRemoving(item) : null} />
          ))}
        </tbody>
      </Table>
      {removing ? <RemoveSuppressionDialog item={removing} onClose={() => setRemoving(null)} /> : null}
    </>
  );
}

function SuppressionRow({ item, onRemove }: { item: SuppressionItem; onRemove: (() => void) | null }) {
  const { kind, value, reason, source, added_by, prospect_id, created_at } = item;
  return (
    <tr>
      <RowHeader className="min-w-40 wrap-anywhere">
        {prospect_id ? (
          <Link href={`/prospects/${prospect_id}`} prefetch={false} className="text-accent underline">
            {value}
          </Link>
        ) : (
          value
        )}
      </RowHeader>
      <Td>{kindWords[kind]}</Td>
      <Td>{reasonWords[reason] ?? reason}</Td>
      <Td>
        {sourceText(source)}
        {added_by ? <p className="text-ink-muted wrap-anywhere">{added_by}</p> : null}
      </Td>
      <Td>
        <Time value={created_at} />
      </Td>
      {onRemove ? (
        <Td>
          {isOwnWish(item) ? (
            <span className="text-ink-muted">Kept for good</span>
          ) : (
            <Button onClick={onRemove} aria-label={`Remove ${value}`}>
              Remove
            </Button>
          )}
        </Td>
      ) : null}
    </tr>
  );
}
