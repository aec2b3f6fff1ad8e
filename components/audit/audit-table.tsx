"use client";
import Link from "next/link";
import { useState } from "react";
import { useHasRole } from "#components/shell/role.tsx";
import { Button } from "#components/ui/button.tsx";
import { StatusBadge } from "#components/ui/status-badge.tsx";
import { RowHeader, Table, Td, Th } from "#components/ui/table.tsx";
import { Time } from "#components/ui/time.tsx";
import type { AuditItem } from "#lib/audit/contract.ts";
import { actionText, targetHref } from "#lib/shared/audit-words.ts";
import { ChangeList } from "./change-list.tsx";
import { isUndoable } from "./undo-change.ts";
import { UndoDialog } from "./undo-dialog.tsx";

const ACTORS: Record<AuditItem["actor_kind"], string> = { user: "person", api_key: "API key", system: "engine" };

export function AuditTable({ items }: { items: readonly AuditItem[] }) {
  const mayUndo = useHasRole("admin");
  const [undoing, setUndoing] = useState<AuditItem | null>(null);
  return (
    <>
      <Table caption="Audit log">
        <thead>
          <tr>
            <Th>What</Th>
            <Th>Change</Th>
            <Th>Who</Th>
            <Th>When</Th>
          </tr>
        </thead>
        <tbody>
          {items.map((item) => (
            <AuditRow key={item.id} item={item} onUndo={mayUndo && isUndoable(item) ? () => setUndoing(item) : null} />
          ))}
        </tbody>
      </Table>
      {undoing ? <UndoDialog item={undoing} onClose={() => setUndoing(null)} /> : null}
    </>
  );
}

function AuditRow({ item, onUndo }: { item: AuditItem; onUndo: (() => void) | null }) {
  const href = targetHref(item);
  return (
    <tr className="align-top">
      <RowHeader>
        {href ? (
          <Link href={href} prefetch={false} className="text-accent hover:underline">
            {actionText(item.action)}
          </Link>
        ) : (
          actionText(item.action)
        )}
        {item.target_name ? <p className="min-w-40 font-normal wrap-anywhere">{item.target_name}</p> : null}
      </RowHeader>
      <Td className="min-w-64">
        <ChangeList item={item} />
        {item.reason ? <p className="text-ink-muted wrap-anywhere">“{item.reason}”</p> : null}
        {item.undone ? (
          <div className="mt-2 flex flex-wrap items-center gap-x-2 gap-y-1">
            <StatusBadge tone="neutral">Undone</StatusBadge>
            <span className="text-ink-muted wrap-anywhere">
              by {item.undone.by}, <Time value={item.undone.at} compact />
            </span>
          </div>
        ) : null}
        {onUndo ? (
          <Button onClick={onUndo} className="mt-2">
            Undo this change
          </Button>
        ) : null}
      </Td>
      <Td className="min-w-48 wrap-anywhere">
        {item.actor_label}
        <p className="text-ink-muted">{ACTORS[item.actor_kind]}</p>
      </Td>
      <Td>
        <Time value={item.at} />
      </Td>
    </tr>
  );
}
