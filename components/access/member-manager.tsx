"use client";
import { useQueryClient } from "@tanstack/react-query";
import { showToast } from "#components/ui/toast-store.ts";
import type { MemberView } from "#lib/auth/contract-members.ts";
import { endMembership, membersQuery, signOutEverywhere } from "#lib/auth/queries-access.ts";
import type { Role } from "#lib/shared/actor.ts";
import { ConfirmButton } from "./confirm-button.tsx";
import { MemberRoleForm } from "./member-role-form.tsx";
import { ResetLinkForm } from "./reset-link-form.tsx";

type MemberManagerProps = { member: MemberView; isSelf: boolean; ownRole: Role };

/** What an admin may do about one member. */
export function MemberManager({ member, isSelf, ownRole }: MemberManagerProps) {
  const client = useQueryClient();
  const { user_id: id, name } = member;
  const refresh = () => client.invalidateQueries({ queryKey: membersQuery.queryKey });
  const signOut = async () => {
    const { ended } = await signOutEverywhere(id);
    showToast({ tone: "ok", text: `${name} is signed out: ${ended} ${ended === 1 ? "session" : "sessions"} ended.` });
    await refresh();
  };
  const remove = async () => {
    await endMembership(id);
    showToast({ tone: "ok", text: `${name} was removed.` });
    await refresh();
  };
  return (
    <div className="flex flex-col gap-5">
      <MemberRoleForm member={member} ownRole={ownRole} onChanged={refresh} />
      {isSelf ? null : <ResetLinkForm member={member} />}
      <div className="flex flex-wrap gap-2">
        <ConfirmButton
          label="Sign out everywhere"
          about={name}
          title={`Sign ${name} out everywhere`}
          text="This ends all their sessions, on every device. They can sign in again."
          run={signOut}
        />
        <ConfirmButton
          label="Remove"
          about={name}
          title={`Remove ${name}`}
          text="Their sessions end right away, and the API keys and links they created are revoked. What they did stays in the audit log."
          run={remove}
        />
      </div>
    </div>
  );
}
