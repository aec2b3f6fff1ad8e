"use client";
import { ChevronDown, LogOut } from "lucide-react";
import Link from "next/link";
import { useState } from "react";
import { Button } from "#components/ui/button.tsx";
import { showToast } from "#components/ui/toast-store.ts";
import { fetchJson } from "#lib/query/fetch-json.ts";
import type { SessionInfo } from "./session-info.ts";
import type { Theme } from "./theme.ts";
import { ThemeChoice } from "./theme-choice.tsx";

type UserMenuProps = { session: SessionInfo; theme: Theme; storeTheme: (theme: Theme) => Promise<void> };

/** Who is signed in, the appearance, and the way out. */
export function UserMenu({ session, theme, storeTheme }: UserMenuProps) {
  return (
    <details className="group border-t border-line pt-3">
      <summary className="flex min-h-9 list-none items-center justify-between gap-2 rounded-md px-2.5 hover:bg-hover">
        <span className="min-w-0">
          <span className="block truncate font-medium">{session.user.name}</span>
          <span className="block truncate text-xs text-ink-muted">{session.role}</span>
        </span>
        <ChevronDown aria-hidden="true" className="size-4 shrink-0 transition-transform group-open:rotate-180" />
      </summary>
      <div className="flex flex-col gap-2 px-2.5 pt-2">
        <p className="truncate text-xs text-ink-muted">{session.user.email}</p>
        <Link href="/account" className="text-accent underline">
          Your account
        </Link>
        <ThemeChoice initial={theme} store={storeTheme} />
        <SignOutButton />
      </div>
    </details>
  );
}

function SignOutButton() {
  const [busy, setBusy] = useState(false);
  async function signOut() {
    setBusy(true);
    try {
      await fetchJson("/api/auth/sign-out", { method: "POST", body: {} });
      window.location.assign("/login");
    } catch (error) {
      setBusy(false);
      showToast({ tone: "bad", text: error instanceof Error ? error.message : "Signing out did not work." });
    }
  }
  return (
    <Button onClick={signOut} busy={busy} icon={<LogOut aria-hidden="true" className="size-4" />}>
      Sign out
    </Button>
  );
}
