"use client";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useHasRole } from "#components/shell/role.tsx";
import { Select } from "#components/ui/select.tsx";
import { showToast } from "#components/ui/toast-store.ts";
import type { RecipientView } from "#lib/alerts/contract-delivery.ts";
import { changeRecipient } from "#lib/alerts/queries.ts";
import { DIGEST_OPTIONS, digestHour, digestValue } from "./digest-options.ts";

/** When somebody gets the daily digest; a choice is saved at once. */
export function DigestSelect({ recipient }: { recipient: RecipientView }) {
  const client = useQueryClient();
  const mayChange = useHasRole("admin");
  const change = useMutation({
    mutationFn: (value: string) => changeRecipient(recipient.id, { digest_hour: digestHour(value) }),
    onSuccess: ({ email, digest_hour: hour }) => {
      const label = DIGEST_OPTIONS.find(({ value }) => value === digestValue(hour))?.label ?? "";
      showToast({ tone: "ok", text: `${email}: ${label.toLowerCase()}.` });
    },
    onError: (error) => showToast({ tone: "bad", text: error.message }),
    onSettled: () => client.invalidateQueries({ queryKey: ["alert-recipients"] }),
  });
  return (
    <Select
      aria-label={`Daily digest of ${recipient.email}`}
      options={DIGEST_OPTIONS}
      value={change.isPending ? change.variables : digestValue(recipient.digest_hour)}
      disabled={!mayChange || change.isPending}
      onValueChange={(value) => change.mutate(value)}
    />
  );
}
