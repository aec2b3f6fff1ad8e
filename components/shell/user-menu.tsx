"use client";
import { Braces, ChevronsUpDown, CircleHelp, CircleUser, LogOut } from "lucide-react";
import { Menu } from "#components/ui/menu.tsx";
import type { MenuEntry } from "#components/ui/menu-panel.tsx";
import { showToast } from "#components/ui/toast-store.ts";
import { fetchJson } from "#lib/query/fetch-json.ts";
import { openOverlay } from "./overlay-store.ts";
import type { SessionInfo } from "./session-info.ts";
import type { Theme } from "./theme.ts";
import { useTheme } from "./use-theme.ts";

const APPEARANCES = [
  { value: "system", label: "Same as device" },
  { value: "light", label: "Light" },
  { value: "dark", label: "Dark" },
];

type UserMenuProps = { session: SessionInfo; initialTheme: Theme; storeTheme: (theme: Theme) => Promise<void> };

/** Who is signed in, the account, the appearance, help, and the way out. */
export function UserMenu({ session, initialTheme, storeTheme }: UserMenuProps) {
  const { theme, choose } = useTheme(initialTheme, storeTheme);
  const entries: MenuEntry[] = [
    { kind: "link", label: "Account", href: "/account", icon: <CircleUser aria-hidden="true" className="size-4" /> },
    {
      kind: "link",
      label: "API reference",
      href: "/api-docs",
      icon: <Braces aria-hidden="true" className="size-4" />,
    },
    {
      kind: "action",
      label: "Keyboard shortcuts",
      onSelect: () => openOverlay("help"),
      icon: <CircleHelp aria-hidden="true" className="size-4" />,
    },
    { kind: "separator" },
    { kind: "choice", label: "Appearance", value: theme, options: APPEARANCES, onSelect: choose },
    { kind: "separator" },
    {
      kind: "action",
      label: "Sign out",
      onSelect: () => void signOut(),
      icon: <LogOut aria-hidden="true" className="size-4" />,
    },
  ];
  return (
    <Menu
      label="Your account"
      isNamedByContent
      side="top"
      align="start"
      header={<p className="truncate text-sm text-ink-muted">{session.user.email}</p>}
      entries={entries}
      className="flex min-h-11 w-full items-center justify-between gap-2 rounded-md px-2.5 text-left hover:bg-hover"
    >
      <span className="min-w-0">
        <span className="block truncate font-medium">{session.user.name}</span>
        <span className="block truncate text-xs text-ink-muted capitalize">{session.role}</span>
      </span>
      <ChevronsUpDown aria-hidden="true" className="size-4 shrink-0 text-ink-muted" />
    </Menu>
  );
}

async function signOut(): Promise<void> {
  try {
    await fetchJson("/api/auth/sign-out", { method: "POST", body: {} });
    window.location.assign("/login");
  } catch (error) {
    showToast({ tone: "bad", text: error instanceof Error ? error.message : "Sign-out failed." });
  }
}
