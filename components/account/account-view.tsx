"use client";
import { useQuery } from "@tanstack/react-query";
import { QueryView } from "#components/query/query-view.tsx";
import { PageHeader } from "#components/ui/page-header.tsx";
import { Skeleton } from "#components/ui/skeleton.tsx";
import { meQuery } from "#lib/auth/queries.ts";
import { NameCard } from "./name-card.tsx";
import { PasswordCard } from "./password-card.tsx";
import { SessionsCard } from "./sessions-card.tsx";
import { TwoFactorCard } from "./two-factor-card.tsx";

/** What a person may see and change of their own account, whatever their role. */
export function AccountView() {
  const query = useQuery(meQuery);
  return (
    <>
      <PageHeader title="Your account" description="Your name, your password, and where you are signed in." />
      <QueryView query={query} what="Your account" skeleton={<AccountSkeleton />}>
        {({ user, tenant }) =>
          user ? (
            <>
              <div className="grid items-start gap-5 xl:grid-cols-2">
                <div className="flex min-w-0 flex-col gap-5">
                  <NameCard name={user.name} email={user.email} />
                  <TwoFactorCard />
                </div>
                <PasswordCard email={user.email} ownWords={[user.email, user.name, tenant.name]} />
              </div>
              <SessionsCard />
            </>
          ) : null
        }
      </QueryView>
    </>
  );
}

function AccountSkeleton() {
  return (
    <div role="status" aria-label="Loading your account" className="flex flex-col gap-4">
      <Skeleton className="h-40 w-full" />
      <Skeleton className="h-64 w-full" />
    </div>
  );
}
