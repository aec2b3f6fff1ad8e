"use client";
import { Autocomplete } from "@base-ui/react/autocomplete";
import { KeyHint } from "#components/ui/key-hint.tsx";
import type { PaletteGroup, PaletteItem } from "./palette-items.ts";

type PaletteListProps = { isSearching: boolean; hasNone: boolean; onChoose: (item: PaletteItem) => void };

export function PaletteList({ isSearching, hasNone, onChoose }: PaletteListProps) {
  return (
    <>
      <Autocomplete.List className="min-h-0 flex-1 overflow-y-auto overscroll-contain p-1.5 [scroll-padding-block:0.5rem]">
        {(group: PaletteGroup) => (
          <Autocomplete.Group key={group.value} items={group.items} className="not-last:mb-2">
            <Autocomplete.GroupLabel className="px-2.5 pt-1.5 pb-1 text-xs font-medium text-ink-muted">
              {group.value}
            </Autocomplete.GroupLabel>
            <Autocomplete.Collection>
              {(item: PaletteItem) => (
                <Autocomplete.Item
                  key={item.id}
                  value={item}
                  onClick={() => onChoose(item)}
                  className="flex min-h-9 cursor-pointer items-center gap-3 rounded-md px-2.5 outline-none select-none data-highlighted:bg-hover"
                >
                  <span className="min-w-0 truncate font-medium">{item.label}</span>
                  {item.detail ? <span className="min-w-0 truncate text-sm text-ink-muted">{item.detail}</span> : null}
                  {item.keys ? (
                    <span aria-hidden="true" className="ml-auto">
                      <KeyHint keys={item.keys} />
                    </span>
                  ) : null}
                </Autocomplete.Item>
              )}
            </Autocomplete.Collection>
          </Autocomplete.Group>
        )}
      </Autocomplete.List>
      <p role="status" className="border-t border-line px-4 py-2 text-sm text-ink-muted">
        {isSearching ? "Searching…" : hasNone ? "No results." : "↑ ↓ to move, Enter to choose, Esc to close"}
      </p>
    </>
  );
}
