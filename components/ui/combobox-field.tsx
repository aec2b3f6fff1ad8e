"use client";
import { Combobox } from "@base-ui/react/combobox";
import { Check, ChevronDown, X } from "lucide-react";
import { useMemo, useState } from "react";
import { controlClass } from "./control-class.ts";

export type ComboboxOption = { value: string; label: string; detail?: string };

export type ComboboxFieldProps = {
  id?: string;
  "aria-label"?: string;
  "aria-describedby"?: string;
  "aria-invalid"?: true;
  options: readonly ComboboxOption[];
  /** The chosen one; null for none. It must be among the options to be shown. */
  value: string | null;
  onValueChange: (value: string | null) => void;
  /** Given: the server searches, and `options` are what it found for this text. */
  onSearch?: (text: string) => void;
  isSearching?: boolean;
  placeholder?: string;
  disabled?: boolean;
};

const INSIDE =
  "absolute top-1/2 inline-flex size-7 -translate-y-1/2 items-center justify-center rounded-md text-ink-muted";

/** The parts of a combobox; loaded after the page (see combobox.tsx). */
export default function ComboboxField({
  options,
  value,
  onValueChange,
  onSearch,
  isSearching = false,
  disabled,
  ...control
}: ComboboxFieldProps) {
  const items = useMemo(() => [...options], [options]);
  const chosen = useSame(items.find((option) => option.value === value) ?? null);
  return (
    <Combobox.Root
      items={items}
      value={chosen}
      disabled={disabled}
      autoHighlight
      filter={onSearch ? null : undefined}
      isItemEqualToValue={(item, other) => item.value === other.value}
      onValueChange={(next) => onValueChange(next?.value ?? null)}
      onInputValueChange={(text, { reason }) => reason === "input-change" && onSearch?.(text)}
    >
      <Combobox.InputGroup className="relative min-w-0">
        <Combobox.Input
          {...control}
          className={controlClass("pr-16")}
          onFocus={({ currentTarget }) => requestAnimationFrame(() => selectAll(currentTarget))}
        />
        <Combobox.Clear aria-label="Clear" className={`${INSIDE} right-8 hover:bg-hover hover:text-ink`}>
          <X aria-hidden="true" className="size-4" />
        </Combobox.Clear>
        <Combobox.Trigger aria-label="Show all" className={`${INSIDE} right-1 hover:bg-hover hover:text-ink`}>
          <ChevronDown aria-hidden="true" className="size-4" />
        </Combobox.Trigger>
      </Combobox.InputGroup>
      <Combobox.Portal>
        <Combobox.Positioner sideOffset={4} collisionPadding={8} className="z-60 outline-none">
          <Combobox.Popup className="flex max-h-[min(20rem,var(--available-height))] w-[var(--anchor-width)] min-w-48 flex-col overflow-hidden rounded-lg border border-line bg-surface text-ink shadow-overlay">
            <Combobox.Status className="px-3 text-sm text-ink-muted not-empty:py-2">
              {isSearching ? "Searching…" : null}
            </Combobox.Status>
            <Combobox.Empty className="px-3 text-sm text-ink-muted not-empty:py-2">
              {isSearching ? null : "No results."}
            </Combobox.Empty>
            <Combobox.List className="min-h-0 overflow-y-auto overscroll-contain p-1.5 data-empty:p-0">
              {(option: ComboboxOption) => <Line key={option.value} option={option} />}
            </Combobox.List>
          </Combobox.Popup>
        </Combobox.Positioner>
      </Combobox.Portal>
    </Combobox.Root>
  );
}

/**
 * What is typed takes the place of what was chosen. A frame after the focus came, or the click's own cursor would undo it; who has gone on
 * with Tab by then is not called back, as `select` does.
 */
function selectAll(input: HTMLInputElement): void {
  if (document.activeElement === input) input.select();
}

/** The same object for the same option: a new one, as a search gives, would write over what is being typed. */
function useSame(option: ComboboxOption | null): ComboboxOption | null {
  const [kept, keep] = useState(option);
  const isSame = kept?.value === option?.value && kept?.label === option?.label;
  if (!isSame) keep(option);
  return isSame ? kept : option;
}

function Line({ option }: { option: ComboboxOption }) {
  return (
    <Combobox.Item
      value={option}
      className="flex min-h-8 cursor-pointer items-center gap-2 rounded-md px-2 py-1 outline-none select-none data-highlighted:bg-hover"
    >
      <span className="flex size-4 shrink-0 items-center">
        <Combobox.ItemIndicator>
          <Check aria-hidden="true" className="size-4 text-accent" />
        </Combobox.ItemIndicator>
      </span>
      <span className="min-w-0 flex-1 truncate">{option.label}</span>
      {option.detail ? <span className="min-w-0 truncate text-sm text-ink-muted">{option.detail}</span> : null}
    </Combobox.Item>
  );
}
