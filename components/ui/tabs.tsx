"use client";
import { Tabs as BaseTabs } from "@base-ui/react/tabs";
import type { ReactNode } from "react";

type TabsProps<V extends string> = {
  label: string;
  tabs: readonly { value: V; label: ReactNode; content: ReactNode; disabled?: boolean }[];
  value: V;
  onValueChange: (value: V) => void;
};

/** Panels of which one shows, inside a dialog or a card. Arrow keys move between them. Tabs of a page are links: TabNav. */
export function Tabs<V extends string>({ label, tabs, value, onValueChange }: TabsProps<V>) {
  return (
    <BaseTabs.Root value={value} onValueChange={(next) => onValueChange(next as V)} className="min-w-0">
      <div className="overflow-x-auto border-b border-line">
        <BaseTabs.List aria-label={label} activateOnFocus className="flex gap-1">
          {tabs.map((tab) => (
            <BaseTabs.Tab
              key={tab.value}
              value={tab.value}
              disabled={tab.disabled}
              className="-mb-px inline-flex min-h-9 items-center border-b-2 border-transparent px-3 font-medium whitespace-nowrap text-ink-muted hover:text-ink focus-visible:-outline-offset-2 data-active:border-accent data-active:text-accent data-disabled:cursor-not-allowed data-disabled:opacity-55"
            >
              {tab.label}
            </BaseTabs.Tab>
          ))}
        </BaseTabs.List>
      </div>
      {tabs.map((tab) => (
        <BaseTabs.Panel key={tab.value} value={tab.value} className="rounded-md pt-3">
          {tab.content}
        </BaseTabs.Panel>
      ))}
    </BaseTabs.Root>
  );
}
