"use client";
import { useQueryClient } from "@tanstack/react-query";
import { StatusBadge } from "#components/ui/status-badge.tsx";
import { RowHeader, Table, Td, Th } from "#components/ui/table.tsx";
import { Time } from "#components/ui/time.tsx";
import { showToast } from "#components/ui/toast-store.ts";
import { useNow } from "#components/ui/use-now.ts";
import type { ApiKeyView } from "#lib/auth/contract.ts";
import { apiKeysQuery, endApiKey } from "#lib/auth/queries-access.ts";
import { hasRole, type Role } from "#lib/shared/actor.ts";
import { ConfirmButton } from "./confirm-button.tsx";
import { keyState } from "./key-state.ts";

type ApiKeyTableProps = { items: readonly ApiKeyView[]; ownRole: Role };

const MINUTE_MS = 60_000;

export function ApiKeyTable({ items, ownRole }: ApiKeyTableProps) {
  const now = useNow(MINUTE_MS);
  return (
    <Table caption="API keys">
      <thead>
        <tr>
          <Th>Key</Th>
          <Th>Role</Th>
          <Th>State</Th>
          <Th>Created</Th>
          <Th>Last used</Th>
          <Th>Expires</Th>
          <Th>
            <span className="sr-only">Actions</span>
          </Th>
        </tr>
      </thead>
      <tbody>
        {items.map((key) => (
          <KeyRow key={key.id} item={key} state={keyState(key, now)} mayRevoke={hasRole(ownRole, key.role)} />
        ))}
      </tbody>
    </Table>
  );
}

type KeyRowProps = { item: ApiKeyView; state: ReturnType<typeof keyState>; mayRevoke: boolean };

function KeyRow({ item, state, mayRevoke }: KeyRowProps) {
  return (
    <tr>
      <RowHeader className="min-w-40 wrap-anywhere">
        {item.name}
        <code className="block font-mono text-sm font-normal text-ink-muted">{item.prefix}…</code>
      </RowHeader>
      <Td className="capitalize">{item.role}</Td>
      <Td>
        <StatusBadge tone={state.tone}>{state.word}</StatusBadge>
      </Td>
      <Td>
        <Time value={item.created_at} compact />
      </Td>
      <Td>
        <Time value={item.last_used_at} compact none="Never" />
      </Td>
      <Td>
        <Time value={item.expires_at} compact none="Never" />
      </Td>
      <Td className="text-right">{state.isUsable && mayRevoke ? <RevokeButton item={item} /> : null}</Td>
    </tr>
  );
}

function RevokeButton({ item: { id, name } }: { item: ApiKeyView }) {
  const client = useQueryClient();
  const revoke = async () => {
    await endApiKey(id);
    showToast({ tone: "ok", text: `The key ${name} is revoked.` });
    await client.invalidateQueries({ queryKey: apiKeysQuery.queryKey });
  };
  return (
    <ConfirmButton
      label="Revoke"
      about={name}
      title={`Revoke ${name}`}
      text="Programs that use it stop working right away. This cannot be undone."
      run={revoke}
    />
  );
}
