"use client";
import { Menu } from "@base-ui/react/menu";
import clsx from "clsx";
import { Check } from "lucide-react";
import Link from "next/link";
import type { ReactNode, RefObject } from "react";

type Choice = { value: string; label: string };

type ActionEntry = {
  kind: "action";
  label: string;
  icon?: ReactNode;
  onSelect: () => void;
  isDangerous?: boolean;
  disabled?: boolean;
  /** a second line; of what is disabled why it is: it takes the focus all the same */
  hint?: string;
};

/** One line of a menu, or a choice of several lines of which one is marked. */
export type MenuEntry =
  | ActionEntry
  | { kind: "link"; label: string; icon?: ReactNode; href: string }
  | { kind: "choice"; label: string; value: string; options: readonly Choice[]; onSelect: (value: string) => void }
  | { kind: "separator" };

export type MenuPanelProps = {
  id: string;
  open: boolean;
  onOpenChange: (open: boolean) => void;
  anchor: RefObject<HTMLElement | null>;
  label: string;
  header?: ReactNode;
  entries: readonly MenuEntry[];
  side?: "top" | "bottom";
  align?: "start" | "end";
};

const LINE =
  "flex min-h-9 cursor-pointer items-center gap-2.5 rounded-md px-2.5 outline-none select-none data-highlighted:bg-hover data-disabled:cursor-not-allowed";

/** The list of a menu; loaded only when the first menu opens (see menu.tsx). */
export default function MenuPanel({
  id,
  open,
  onOpenChange,
  anchor,
  label,
  header,
  entries,
  ...place
}: MenuPanelProps) {
  return (
    <Menu.Root
      open={open}
      modal={false}
      onOpenChange={(next, { event }) => {
        // A press on the button that opened it is the button's to answer.
        const isOnAnchor = event.target instanceof Node && anchor.current?.contains(event.target);
        if (next || !isOnAnchor || event.type.startsWith("key")) onOpenChange(next);
      }}
    >
      <Menu.Portal>
        <Menu.Positioner anchor={anchor} sideOffset={6} collisionPadding={8} className="z-60" {...place}>
          <Menu.Popup
            id={id}
            aria-label={label}
            finalFocus={anchor}
            className="max-h-[var(--available-height)] max-w-[calc(100vw-1rem)] min-w-[max(12rem,var(--anchor-width))] overflow-y-auto rounded-lg border border-line bg-surface p-1.5 text-ink shadow-overlay outline-none"
          >
            {header ? <div className="px-2.5 pt-1 pb-2">{header}</div> : null}
            {entries.map((entry, index) => (
              <Entry key={entry.kind === "separator" ? `line-${index}` : entry.label} entry={entry} />
            ))}
          </Menu.Popup>
        </Menu.Positioner>
      </Menu.Portal>
    </Menu.Root>
  );
}

function Entry({ entry }: { entry: MenuEntry }) {
  if (entry.kind === "separator") return <Menu.Separator className="-mx-1.5 my-1.5 h-px bg-line" />;
  if (entry.kind === "choice") return <ChoiceGroup {...entry} />;
  if (entry.kind === "link") {
    return (
      <Menu.LinkItem closeOnClick className={LINE} render={<Link href={entry.href} prefetch={false} />}>
        {entry.icon}
        {entry.label}
      </Menu.LinkItem>
    );
  }
  return <Action {...entry} />;
}

function Action({ label, icon, onSelect, isDangerous, disabled, hint }: ActionEntry) {
  return (
    <Menu.Item
      disabled={disabled}
      onClick={onSelect}
      className={clsx(
        LINE,
        hint ? "py-1 data-disabled:text-ink-muted" : "data-disabled:opacity-55",
        isDangerous && !disabled && "text-bad",
      )}
    >
      {icon}
      <span className="min-w-0">
        {label}
        {hint ? <span className="block max-w-64 text-sm">{hint}</span> : null}
      </span>
    </Menu.Item>
  );
}

function ChoiceGroup({ label, value, options, onSelect }: Extract<MenuEntry, { kind: "choice" }>) {
  return (
    <Menu.RadioGroup value={value} onValueChange={onSelect}>
      <Menu.GroupLabel className="px-2.5 pt-1.5 pb-1 text-xs font-medium text-ink-muted">{label}</Menu.GroupLabel>
      {options.map((option) => (
        <Menu.RadioItem key={option.value} value={option.value} className={clsx(LINE, "justify-between")}>
          <span className="truncate">{option.label}</span>
          <Menu.RadioItemIndicator>
            <Check aria-hidden="true" className="size-4" />
          </Menu.RadioItemIndicator>
        </Menu.RadioItem>
      ))}
    </Menu.RadioGroup>
  );
}
