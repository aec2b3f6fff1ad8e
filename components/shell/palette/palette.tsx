"use client";
import { Autocomplete } from "@base-ui/react/autocomplete";
import { Dialog } from "@base-ui/react/dialog";
import { useQueryClient } from "@tanstack/react-query";
import { Search } from "lucide-react";
import { useState } from "react";
import { type PauseActions, useHealthActions } from "#components/health/use-health-actions.tsx";
import { followRun } from "#components/jobs/follow-run.ts";
import { showToast } from "#components/ui/toast-store.ts";
import { hasRole } from "#lib/shared/actor.ts";
import { openOverlay } from "../overlay-store.ts";
import { useRole } from "../role.tsx";
import { useEngineFlags } from "../use-engine-flags.ts";
import { useGo } from "../use-go.ts";
import { actionsFor, filled, matching, PAGES, type PaletteItem, type PausablePlace } from "./palette-items.ts";
import { PaletteList } from "./palette-list.tsx";
import { pauseItems, readVerb } from "./pause-items.ts";
import { SETTINGS_ITEMS } from "./settings-items.ts";
import { useFound } from "./use-found.ts";

type PaletteProps = { open: boolean; onOpenChange: (open: boolean) => void };

/** One field to go to any page, setting, domain, mailbox, prospect or campaign, or to do what the role may. */
export default function Palette({ open, onOpenChange }: PaletteProps) {
  // The question of a resume stands when the palette has gone.
  const domains = useHealthActions("domains");
  const mailboxes = useHealthActions("mailboxes");
  const perform = usePerform({ domains: domains.actions, mailboxes: mailboxes.actions });
  return (
    <>
      <Dialog.Root open={open} onOpenChange={onOpenChange}>
        <Dialog.Portal>
          <Dialog.Backdrop className="fixed inset-0 z-40 bg-scrim" />
          <Dialog.Popup
            aria-label="Search or run"
            className="fixed top-[min(12dvh,6rem)] left-1/2 z-50 flex max-h-[75dvh] w-[calc(100vw-1rem)] max-w-xl -translate-x-1/2 flex-col overflow-hidden rounded-lg border border-line bg-surface text-ink shadow-overlay outline-none"
          >
            <PaletteBody onChoose={perform} />
            <Dialog.Close className="sr-only">Close</Dialog.Close>
          </Dialog.Popup>
        </Dialog.Portal>
      </Dialog.Root>
      {domains.dialog}
      {mailboxes.dialog}
    </>
  );
}

function PaletteBody({ onChoose }: { onChoose: (item: PaletteItem) => void }) {
  const [text, setText] = useState("");
  const { groups, isSearching } = usePaletteGroups(text);
  return (
    <Autocomplete.Root
      open
      inline
      items={groups}
      filter={null}
      value={text}
      // Choosing an item must not write it into the field: the field is for searching.
      onValueChange={(next, { reason }) => reason !== "item-press" && setText(next)}
      itemToStringValue={(item: PaletteItem) => item.label}
      autoHighlight="always"
      keepHighlight
    >
      <div className="flex items-center gap-2.5 border-b border-line px-4">
        <Search aria-hidden="true" className="size-4 shrink-0 text-ink-muted" />
        <Autocomplete.Input
          aria-label="Search or run"
          placeholder="Page, setting, domain, mailbox, prospect, campaign or action"
          className="min-h-12 w-full bg-transparent text-md outline-none"
        />
      </div>
      <PaletteList isSearching={isSearching} hasNone={groups.length === 0} onChoose={onChoose} />
    </Autocomplete.Root>
  );
}

function usePaletteGroups(text: string) {
  const role = useRole();
  const engine = useEngineFlags();
  const { verb, rest } = readVerb(text);
  const { groups: found, places, isSearching } = useFound(rest);
  const pausing = { value: "Pause or resume", items: hasRole(role, "operator") ? pauseItems(places, verb) : [] };
  const groups = filled([
    { value: "Pages", items: matching(PAGES, text) },
    { value: "Settings", items: text.trim() === "" ? [] : matching(SETTINGS_ITEMS, text) },
    { value: "Actions", items: matching(actionsFor(role, engine), text) },
    ...(verb ? [pausing, ...found] : [...found, pausing]),
  ]);
  return { groups, isSearching };
}

/** Does what a line stands for; the palette is gone by then. */
function usePerform(pausing: Record<PausablePlace, PauseActions | null>) {
  const go = useGo();
  const client = useQueryClient();
  return ({ deed }: PaletteItem) => {
    openOverlay(deed.kind === "overlay" ? deed.name : null);
    if (deed.kind === "go") return go(deed.href);
    if (deed.kind === "pause") return pausing[deed.place]?.pause(deed);
    if (deed.kind === "resume") return pausing[deed.place]?.askToResume(deed);
    if (deed.kind !== "job") return;
    showToast({ tone: "info", text: `${deed.title} started.` });
    followRun(client, deed).catch((error: Error) => showToast({ tone: "bad", text: error.message }));
  };
}
