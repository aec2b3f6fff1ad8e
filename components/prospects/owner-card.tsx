"use client";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useHasRole } from "#components/shell/role.tsx";
import { Card } from "#components/ui/card.tsx";
import { Select } from "#components/ui/select.tsx";
import { showToast } from "#components/ui/toast-store.ts";
import type { ProspectDetail } from "#lib/prospects/contract-detail.ts";
import { prospectQuery } from "#lib/prospects/queries.ts";
import { assignOwner, ownersQuery } from "#lib/prospects/queries-change.ts";
import { ownerName, ownerOptions } from "./owner-words.ts";

/** Who looks after a prospect. */
export function OwnerCard({ prospect }: { prospect: ProspectDetail }) {
  const mayChange = useHasRole("operator");
  const owners = useQuery(ownersQuery);
  const assign = useAssignOwner(prospect);
  const known = owners.data?.items ?? [];
  return (
    <Card title="Owner">
      {mayChange ? (
        <Select
          aria-label="Owner"
          options={ownerOptions(known, prospect.owner_id)}
          value={(assign.isPending ? assign.variables : prospect.owner_id) ?? ""}
          disabled={owners.isPending || assign.isPending}
          onValueChange={(id) => assign.mutate(id === "" ? null : id)}
        />
      ) : (
        <p>{ownerName(known, prospect.owner_id)}</p>
      )}
      {owners.isError ? (
        <p role="alert" className="mt-1 text-bad">
          The members could not be loaded. {owners.error.message}
        </p>
      ) : null}
    </Card>
  );
}

function useAssignOwner({ id, owner_id: before }: ProspectDetail) {
  const client = useQueryClient();
  const { queryKey } = prospectQuery(id);
  const save = (ownerId: string | null) => assignOwner(id, ownerId);
  const take = (prospect: ProspectDetail) => {
    client.setQueryData(queryKey, prospect);
    void client.invalidateQueries({ queryKey: ["prospects"] });
  };
  const fail = (error: Error) => showToast({ tone: "bad", text: error.message });
  const undo = useMutation({ mutationFn: () => save(before), onSuccess: take, onError: fail });
  return useMutation({
    mutationFn: save,
    onSuccess: (prospect) => {
      take(prospect);
      const text = prospect.owner_id ? "The owner is changed." : "The prospect has no owner now.";
      showToast({ tone: "ok", text, about: `owner ${id}`, action: { label: "Undo", onClick: () => undo.mutate() } });
    },
    onError: fail,
  });
}
