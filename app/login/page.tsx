import type { Metadata } from "next";
import { redirect } from "next/navigation";
import { LoginForm } from "#components/auth/login-form.tsx";
import { Brand } from "#components/shell/brand.tsx";
import { optionalSession } from "#lib/auth/session.ts";
import { returnPath } from "#lib/shared/return-path.ts";

export const metadata: Metadata = { title: "Sign in" };

type LoginPageProps = { searchParams: Promise<{ next?: string | string[] }> };

export default async function LoginPage({ searchParams }: LoginPageProps) {
  const returnTo = returnPath((await searchParams).next);
  if (await optionalSession()) redirect(returnTo);
  return (
    <main className="flex min-h-dvh items-center justify-center p-4">
      <div className="w-full max-w-sm rounded-lg border border-line bg-surface p-6 shadow-sm">
        <Brand />
        <h1 className="mt-6 mb-4 text-lg font-semibold">Sign in</h1>
        <LoginForm returnTo={returnTo} />
        <p className="mt-4 text-sm text-ink-muted">
          Accounts are created by an admin of your organization. Ask an admin if you can't sign in.
        </p>
      </div>
    </main>
  );
}
