"use client";
import { X } from "lucide-react";
import { useCallback, useId } from "react";
import { useUrlState } from "#components/query/use-url-state.ts";
import { Button } from "#components/ui/button.tsx";
import { Input } from "#components/ui/input.tsx";
import { SearchInput } from "#components/ui/search-input.tsx";
import { Select } from "#components/ui/select.tsx";
import type { AuditPageFilter } from "#lib/audit/queries.ts";
import { actionText, targetWords } from "#lib/shared/audit-words.ts";

const TARGETS = [
  { value: "", label: "Anything" },
  ...Object.entries(targetWords).map(([value, label]) => ({ value, label })),
];

/** Filters of the audit log; they live in the URL. */
export function AuditFilters({ filter }: { filter: AuditPageFilter }) {
  const [params, setParams] = useUrlState();
  const search = useCallback((q: string) => setParams({ q, cursor: null }, { typing: "q" }), [setParams]);
  const searchActor = useCallback(
    (actor: string) => setParams({ actor, cursor: null }, { typing: "actor" }),
    [setParams],
  );
  return (
    <search className="flex flex-wrap items-end gap-3 border-b border-line p-4">
      <SearchInput label="Name, address or words" value={params.get("q") ?? ""} onValueChange={search} />
      <SearchInput label="Who did it" value={params.get("actor") ?? ""} onValueChange={searchActor} />
      <Select
        aria-label="What it is about"
        options={TARGETS}
        value={filter.target_kind ?? ""}
        onValueChange={(target_kind) => setParams({ target_kind, target_id: null, action: null, cursor: null })}
      />
      <Day label="From" name="from" value={filter.from} />
      <Day label="Until" name="to" value={filter.to} />
      {filter.action ? (
        <Chip label={actionText(filter.action)} onRemove={() => setParams({ action: null, cursor: null })} />
      ) : null}
      {filter.target_id ? (
        <Chip label="One object only" onRemove={() => setParams({ target_id: null, cursor: null })} />
      ) : null}
      {filter.q ? (
        <p className="basis-full text-sm text-ink-muted">
          Finds everything about a domain, mailbox, campaign, template, connection or prospect with this in its name or
          address, and the newest 10,000 lines with it in their action, person, reason or values.
        </p>
      ) : null}
    </search>
  );
}

function Day({ label, name, value }: { label: string; name: "from" | "to"; value: string | null }) {
  const id = useId();
  const [, setParams] = useUrlState();
  return (
    <div className="flex items-center gap-2">
      <label htmlFor={id} className="text-ink-muted">
        {label}
      </label>
      <Input
        id={id}
        type="date"
        value={value ?? ""}
        onChange={(event) => setParams({ [name]: event.target.value, cursor: null }, { typing: name })}
        className="w-40"
      />
    </div>
  );
}

/** A filter that a link has set, and that can only be taken off here. */
function Chip({ label, onRemove }: { label: string; onRemove: () => void }) {
  return (
    <Button
      onClick={onRemove}
      icon={<X aria-hidden="true" className="size-4" />}
      aria-label={`Remove the filter: ${label}`}
    >
      {label}
    </Button>
  );
}
