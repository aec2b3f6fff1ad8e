"use client";
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { QueryView } from "#components/query/query-view.tsx";
import { Breakable } from "#components/ui/breakable.tsx";
import { Card } from "#components/ui/card.tsx";
import { TableSkeleton } from "#components/ui/skeleton.tsx";
import { RowHeader, Table, Td, Th } from "#components/ui/table.tsx";
import { Time } from "#components/ui/time.tsx";
import { showToast } from "#components/ui/toast-store.ts";
import type { InvitationView } from "#lib/auth/contract-members.ts";
import { invitationsQuery, withdrawInvitation } from "#lib/auth/queries-access.ts";
import { hasRole, type Role } from "#lib/shared/actor.ts";
import { ConfirmButton } from "./confirm-button.tsx";
import { InviteForm } from "./invite-form.tsx";

/** Inviting somebody, and the invitations that may still be taken up. */
export function InvitationsCard({ ownRole }: { ownRole: Role }) {
  const query = useQuery(invitationsQuery);
  return (
    <Card
      title="Invitations"
      description="An invitation is a one-time link that you share yourself. No email is sent."
      flush
    >
      <div className="border-b border-line p-4">
        <InviteForm ownRole={ownRole} />
      </div>
      <QueryView query={query} what="The invitations" skeleton={<TableSkeleton rows={1} label="Loading invitations" />}>
        {(items) =>
          items.length === 0 ? (
            <p className="p-4 text-ink-muted">No open invitations.</p>
          ) : (
            <InvitationTable items={items} ownRole={ownRole} />
          )
        }
      </QueryView>
    </Card>
  );
}

function InvitationTable({ items, ownRole }: { items: readonly InvitationView[]; ownRole: Role }) {
  return (
    <Table caption="Open invitations">
      <thead>
        <tr>
          <Th>Address</Th>
          <Th>Role</Th>
          <Th>Invited</Th>
          <Th>Expires</Th>
          <Th>
            <span className="sr-only">Actions</span>
          </Th>
        </tr>
      </thead>
      <tbody>
        {items.map((invitation) => (
          <tr key={invitation.id}>
            <RowHeader className="min-w-40">
              <Breakable text={invitation.email} />
            </RowHeader>
            <Td className="capitalize">{invitation.role}</Td>
            <Td>
              <Time value={invitation.created_at} compact />
            </Td>
            <Td>
              <Time value={invitation.expires_at} compact />
            </Td>
            <Td className="text-right">
              {hasRole(ownRole, invitation.role) ? <WithdrawButton invitation={invitation} /> : null}
            </Td>
          </tr>
        ))}
      </tbody>
    </Table>
  );
}

function WithdrawButton({ invitation: { id, email } }: { invitation: InvitationView }) {
  const client = useQueryClient();
  const withdraw = async () => {
    await withdrawInvitation(id);
    showToast({ tone: "ok", text: `The invitation for ${email} was withdrawn.` });
    await client.invalidateQueries({ queryKey: invitationsQuery.queryKey });
  };
  return (
    <ConfirmButton
      label="Withdraw"
      about={email}
      title="Withdraw the invitation"
      text={`The link for ${email} stops working.`}
      run={withdraw}
    />
  );
}
