"use client";
import { CircleHelp, Menu, Search } from "lucide-react";
import { IconButton } from "#components/ui/icon-button.tsx";
import { KeyHint } from "#components/ui/key-hint.tsx";
import { EngineState } from "./engine-state.tsx";
import { KillSwitchButton } from "./kill-switch-button.tsx";
import { openOverlay } from "./overlay-store.ts";

/** Over every page: the way to anywhere, whether mail leaves, and the means to stop it. */
export function TopBar() {
  return (
    <header className="sticky top-0 z-20 flex min-h-13 items-center gap-2 border-b border-line bg-surface px-3 py-2 lg:px-6">
      <IconButton
        label="Menu"
        icon={<Menu aria-hidden="true" className="size-5" />}
        onClick={() => openOverlay("navigation")}
        className="lg:hidden"
      />
      <button
        type="button"
        aria-haspopup="dialog"
        aria-keyshortcuts="Meta+K Control+K"
        onClick={() => openOverlay("palette")}
        className="inline-flex min-h-9 items-center gap-2 rounded-md border border-line-strong px-2.5 text-ink-muted hover:bg-hover hover:text-ink sm:w-64"
      >
        <Search aria-hidden="true" className="size-4 shrink-0" />
        <span className="max-sm:sr-only">Search or run…</span>
        <span aria-hidden="true" className="ml-auto hidden sm:inline-flex">
          <KeyHint keys={["⌘ K"]} />
        </span>
      </button>
      <div className="ml-auto flex min-w-0 items-center gap-2">
        <EngineState />
        <KillSwitchButton />
        <IconButton
          label="Keyboard shortcuts"
          keys={["?"]}
          icon={<CircleHelp aria-hidden="true" className="size-4.5" />}
          onClick={() => openOverlay("help")}
          className="max-sm:hidden"
        />
      </div>
    </header>
  );
}
