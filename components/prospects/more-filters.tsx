"use client";
import { useQuery } from "@tanstack/react-query";
import { useCallback } from "react";
import type { UrlEntry } from "#components/query/url-entry.ts";
import { SearchInput } from "#components/ui/search-input.tsx";
import { Select } from "#components/ui/select.tsx";
import { ownersQuery } from "#lib/prospects/queries-change.ts";
import { campaignChoicesQuery, type ProspectFilter } from "#lib/prospects/queries-list.ts";
import { cycleLabel } from "#lib/shared/cycle-words.ts";
import { describeReason, passOverReasons, reasonsOfRuns } from "#lib/shared/reasons.ts";
import { usStates } from "#lib/shared/us-states.ts";

type Change = (patch: Partial<Record<keyof ProspectFilter, string | null>>, how?: UrlEntry) => void;
type Option = { value: string; label: string };

const numbers = (first: string, most: number, labelOf: (n: number) => string): Option[] => [
  { value: "", label: first },
  ...Array.from({ length: most + 1 }, (_, n) => ({ value: String(n), label: labelOf(n) })),
];
const STEPS = numbers("Any step", 6, (step) => (step === 0 ? "Not started" : `Step ${step}`));
const CYCLES = numbers("Any cycle", 12, cycleLabel);
const STATES: Option[] = [
  { value: "", label: "Any state" },
  ...Object.entries(usStates).map(([value, label]) => ({ value, label })),
];
const COOLDOWNS: Option[] = [
  { value: "", label: "Any cooldown" },
  { value: "running", label: "In cooldown" },
  { value: "over", label: "Cooldown over" },
];

const PASSED_OVER: Option[] = [
  { value: "", label: "Passed over or not" },
  ...Object.keys(passOverReasons)
    .filter((reason) => !reasonsOfRuns.has(reason))
    .map((value) => ({ value, label: describeReason(value).label })),
];

/** Filters that are asked for less often. */
export function MoreFilters({ id, filter, onChange }: { id: string; filter: ProspectFilter; onChange: Change }) {
  const owners = useQuery(ownersQuery).data?.items ?? [];
  const campaigns = useQuery(campaignChoicesQuery).data?.items ?? [];
  const trade = useCallback((trade_type: string) => onChange({ trade_type }, { typing: "trade_type" }), [onChange]);
  const selects: [keyof ProspectFilter, string, Option[]][] = [
    ["passed_over_for", "Passed over for", withCurrent(PASSED_OVER, filter.passed_over_for)],
    ["campaign_id", "Campaign", named("Any campaign", campaigns, filter.campaign_id)],
    ["owner_id", "Owner", named("Any owner", owners, filter.owner_id)],
    ["step", "Step", STEPS],
    ["cycle", "Cycle", CYCLES],
    ["state_code", "State", STATES],
    ["cooldown", "Cooldown", COOLDOWNS],
  ];
  return (
    <fieldset id={id} aria-label="More filters" className="flex basis-full flex-wrap items-center gap-3">
      {selects.map(([key, label, options]) => (
        <Select
          key={key}
          aria-label={label}
          options={options}
          value={filter[key] ?? ""}
          onValueChange={(value) => onChange({ [key]: value })}
        />
      ))}
      <SearchInput label="Trade" value={filter.trade_type ?? ""} onValueChange={trade} />
    </fieldset>
  );
}

/** A reason that newer code stored is shown as it is. */
function withCurrent(options: Option[], current: string | null): Option[] {
  if (current === null || options.some(({ value }) => value === current)) return options;
  return [...options, { value: current, label: describeReason(current).label }];
}

/** What is set stays choosable, also while the names are on their way. */
function named(first: string, items: readonly { id: string; name: string }[], current: string | null): Option[] {
  const options = items.map(({ id, name }) => ({ value: id, label: name }));
  const isMissing = current !== null && !options.some(({ value }) => value === current);
  return [{ value: "", label: first }, ...(isMissing ? [{ value: current, label: "The chosen one" }] : []), ...options];
}
