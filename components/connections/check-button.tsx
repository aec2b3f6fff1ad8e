"use client";
import { useMutation } from "@tanstack/react-query";
import { useHasRole } from "#components/shell/role.tsx";
import { Button } from "#components/ui/button.tsx";
import { showToast } from "#components/ui/toast-store.ts";
import { checkConnection } from "#lib/mailboxes/queries.ts";

/** Tries the connection without sending anything. */
export function CheckButton({ id, name }: { id: string; name: string }) {
  const mayCheck = useHasRole("admin");
  const check = useMutation({
    mutationFn: () => checkConnection(id),
    onSuccess: ({ ok, detail }) =>
      showToast(
        ok
          ? { tone: "ok", text: `${name} works.` }
          : { tone: "bad", text: `${name} does not work: ${detail ?? "no reason given"}` },
      ),
    onError: (error) => showToast({ tone: "bad", text: error.message }),
  });
  if (!mayCheck) return null;
  return (
    <Button size="sm" onClick={() => check.mutate()} busy={check.isPending}>
      Check<span className="sr-only"> {name}</span>
    </Button>
  );
}
