import type { Metadata } from "next";
import { LoginForm } from "#components/auth/login-form.tsx";
import { Brand } from "#components/shell/brand.tsx";

export const metadata: Metadata = { title: "Sign in" };

export default function LoginPage() {
  return (
    <main className="flex min-h-dvh items-center justify-center p-4">
      <div className="w-full max-w-sm rounded-lg border border-line bg-surface p-6 shadow-sm">
        <Brand />
        <h1 className="mt-6 mb-4 text-lg font-semibold">Sign in</h1>
        <LoginForm />
        <p className="mt-4 text-[0.8125rem] text-ink-muted">
          Accounts are made by an admin of your organisation. If you forgot your password, ask one for a reset link.
        </p>
      </div>
    </main>
  );
}
