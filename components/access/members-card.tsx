"use client";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { QueryView } from "#components/query/query-view.tsx";
import { Breakable } from "#components/ui/breakable.tsx";
import { Card } from "#components/ui/card.tsx";
import { ExpandButton } from "#components/ui/expand-button.tsx";
import { TableSkeleton } from "#components/ui/skeleton.tsx";
import { StatusBadge } from "#components/ui/status-badge.tsx";
import { RowHeader, Table, Td, Th } from "#components/ui/table.tsx";
import { Time } from "#components/ui/time.tsx";
import type { MemberView } from "#lib/auth/contract-members.ts";
import { membersQuery } from "#lib/auth/queries-access.ts";
import { hasRole, type Role } from "#lib/shared/actor.ts";
import { MemberManager } from "./member-manager.tsx";

type Own = { ownId: string | null; ownRole: Role };

const COLUMNS = 5;

/** Everybody who may sign in to the tenant. */
export function MembersCard(own: Own) {
  const query = useQuery(membersQuery);
  return (
    <Card title="Members" description="Who can sign in, and with which role." flush>
      <QueryView query={query} what="The members" skeleton={<TableSkeleton rows={3} label="Loading members" />}>
        {(items) => (
          <Table caption="Members">
            <thead>
              <tr>
                <Th>Member</Th>
                <Th>Role</Th>
                <Th>Two-factor</Th>
                <Th>Last seen</Th>
                <Th>Member since</Th>
              </tr>
            </thead>
            <tbody>
              {items.map((member) => (
                <MemberRow key={member.user_id} member={member} {...own} />
              ))}
            </tbody>
          </Table>
        )}
      </QueryView>
    </Card>
  );
}

function MemberRow({ member, ownId, ownRole }: Own & { member: MemberView }) {
  const [isOpen, setOpen] = useState(false);
  const id = `member-${member.user_id}`;
  const isSelf = member.user_id === ownId;
  return (
    <>
      <tr>
        <RowHeader className="min-w-40">
          {hasRole(ownRole, member.role) ? (
            <ExpandButton expanded={isOpen} onToggle={() => setOpen(!isOpen)} controls={id}>
              <span className="sr-only">Manage </span>
              {member.name}
            </ExpandButton>
          ) : (
            member.name
          )}
          {isSelf ? <span className="ml-1 font-normal text-ink-muted">(you)</span> : null}
          <span className="block font-normal text-ink-muted">
            <Breakable text={member.email} />
          </span>
        </RowHeader>
        <Td className="capitalize">{member.role}</Td>
        <Td>
          {member.has_two_factor ? (
            <StatusBadge tone="ok">Yes</StatusBadge>
          ) : (
            <StatusBadge tone="neutral">No</StatusBadge>
          )}
        </Td>
        <Td>
          <Time value={member.last_used_at} compact none="Not signed in" />
        </Td>
        <Td>
          <Time value={member.joined_at} compact />
        </Td>
      </tr>
      {isOpen ? (
        <tr id={id}>
          <td colSpan={COLUMNS} className="border-b border-line bg-sunken px-4 py-4">
            <MemberManager member={member} isSelf={isSelf} ownRole={ownRole} />
          </td>
        </tr>
      ) : null}
    </>
  );
}
