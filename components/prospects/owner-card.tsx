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
  const assign = useAssignOwner(prospect.id);
  const known = owners.data?.items;
  return (
    <Card title="Owner">
      {mayChange ? (
        <Select
          aria-label="Owner"
          options={ownerOptions(known, prospect.owner_id)}
          value={(assign.isPending ? assign.variables.to : prospect.owner_id) ?? ""}
          disabled={owners.isPending || assign.isPending}
          onValueChange={(id) => assign.mutate({ to: id === "" ? null : id, from: prospect.owner_id })}
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

/** Saves an owner on top of the one that the page showed, and offers to take it back; where somebody else was quicker, theirs stays and is shown. */
function useAssignOwner(id: string) {
  const client = useQueryClient();
  const { queryKey } = prospectQuery(id);
  const about = `owner ${id}`;
  const take = (prospect: ProspectDetail) => {
    client.setQueryData(queryKey, prospect);
    void client.invalidateQueries({ queryKey: ["prospects"] });
  };
  const mutationFn = (change: { to: string | null; from: string | null }) => assignOwner(id, change);
  const onError = (error: Error) => {
    showToast({ tone: "bad", text: error.message, about });
    void client.invalidateQueries({ queryKey });
  };
  const undo = useMutation({ mutationFn, onSuccess: take, onError });
  return useMutation({
    mutationFn,
    onSuccess: (prospect, { to, from }) => {
      take(prospect);
      const text = to ? "The owner is changed." : "The prospect has no owner now.";
      const action = { label: "Undo", onClick: () => undo.mutate({ to: from, from: to }) };
      showToast({ tone: "ok", text, about, action });
    },
    onError,
  });
}
