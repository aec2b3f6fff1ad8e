"use client";
import { useQuery } from "@tanstack/react-query";
import { useHasRole } from "#components/shell/role.tsx";
import { Card } from "#components/ui/card.tsx";
import { EmptyState } from "#components/ui/empty-state.tsx";
import { meQuery } from "#lib/auth/queries.ts";
import { roles } from "#lib/shared/actor.ts";
import { InvitationsCard } from "./invitations-card.tsx";
import { MembersCard } from "./members-card.tsx";
import { ROLE_WORDS } from "./role-words.ts";

/** Who may come in, as what, and who is invited. */
export function MembersPanel() {
  const mayManage = useHasRole("admin");
  const { data: me } = useQuery(meQuery);
  return (
    <>
      {mayManage ? (
        <>
          <MembersCard ownId={me?.user?.id ?? null} ownRole={me?.role ?? "viewer"} />
          <InvitationsCard ownRole={me?.role ?? "viewer"} />
        </>
      ) : (
        <Card>
          <EmptyState title="Admins manage members">
            Ask an admin to invite someone, change a role or reset a password.
          </EmptyState>
        </Card>
      )}
      <Card title="Roles" description="Each role can do everything the roles above it can.">
        <dl className="grid gap-x-8 gap-y-3 lg:grid-cols-2">
          {roles.map((role) => (
            <div key={role}>
              <dt className="font-medium capitalize">{role}</dt>
              <dd className="text-ink-muted">{ROLE_WORDS[role]}</dd>
            </div>
          ))}
        </dl>
      </Card>
    </>
  );
}
