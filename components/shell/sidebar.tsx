"use client";
import { Brand } from "./brand.tsx";
import { NavLinks } from "./nav-links.tsx";
import type { SessionInfo } from "./session-info.ts";
import { TenantSwitcher } from "./tenant-switcher.tsx";
import type { Theme } from "./theme.ts";
import { UserMenu } from "./user-menu.tsx";

export type SidebarProps = {
  session: SessionInfo;
  theme: Theme;
  storeTheme: (theme: Theme) => Promise<void>;
  onNavigate?: () => void;
};

export function Sidebar({ session, theme, storeTheme, onNavigate }: SidebarProps) {
  return (
    <div className="flex h-full flex-col gap-4 overflow-y-auto p-4">
      <Brand />
      <TenantSwitcher current={session.tenant} tenants={session.tenants} />
      <nav aria-label="Console" className="flex-1">
        <NavLinks onNavigate={onNavigate} />
      </nav>
      <UserMenu session={session} initialTheme={theme} storeTheme={storeTheme} />
    </div>
  );
}
