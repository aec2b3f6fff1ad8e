"use client";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useHasRole } from "#components/shell/role.tsx";
import { Button } from "#components/ui/button.tsx";
import { showToast } from "#components/ui/toast-store.ts";
import { refreshPlaces } from "./refresh-places.ts";

type RestoreButtonProps = { place: "domains" | "mailboxes"; name: string; restore: () => Promise<unknown> };

/** Takes a place out of the archive by adding it again; nothing for who may not. */
export function RestoreButton({ place, name, restore }: RestoreButtonProps) {
  const mayRestore = useHasRole("admin");
  const client = useQueryClient();
  const work = useMutation({
    mutationFn: restore,
    onSuccess: () => showToast({ tone: "ok", text: `${name} is back.` }),
    onError: (error) => showToast({ tone: "bad", text: error.message }),
    onSettled: () => refreshPlaces(client, place),
  });
  if (!mayRestore) return null;
  return (
    <Button size="sm" busy={work.isPending} onClick={() => work.mutate()}>
      Bring back<span className="sr-only"> {name}</span>
    </Button>
  );
}
