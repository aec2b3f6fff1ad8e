"use client";
import type { ReactNode } from "react";
import { QueryProvider } from "#components/query/query-provider.tsx";
import { Toaster } from "#components/ui/toaster.tsx";
import { MobileBar } from "./mobile-bar.tsx";
import { RoleProvider } from "./role.tsx";
import type { SessionInfo } from "./session-info.ts";
import { Sidebar } from "./sidebar.tsx";
import { SystemBanners } from "./system-banners.tsx";
import type { Theme } from "./theme.ts";

type ConsoleShellProps = {
  session: SessionInfo;
  theme: Theme;
  storeTheme: (theme: Theme) => Promise<void>;
  children: ReactNode;
};

/** Frame of every page behind the login. */
export function ConsoleShell({ session, theme, storeTheme, children }: ConsoleShellProps) {
  const sidebar = (onNavigate?: () => void) => (
    <Sidebar session={session} theme={theme} storeTheme={storeTheme} onNavigate={onNavigate} />
  );
  return (
    <QueryProvider>
      <RoleProvider role={session.role}>
        <a
          href="#main"
          className="sr-only z-50 rounded-md bg-accent px-3 py-2 text-on-accent focus:not-sr-only focus:fixed focus:top-2 focus:left-2"
        >
          Skip to content
        </a>
        <div className="lg:grid lg:grid-cols-[15rem_minmax(0,1fr)]">
          <aside className="sticky top-0 hidden h-dvh border-r border-line bg-surface lg:block">{sidebar()}</aside>
          <div className="flex min-h-dvh min-w-0 flex-col">
            <MobileBar sidebar={sidebar} />
            <SystemBanners />
            <main
              id="main"
              tabIndex={-1}
              className="mx-auto flex w-full max-w-[90rem] flex-col gap-5 p-4 outline-none lg:p-6"
            >
              {children}
            </main>
          </div>
        </div>
        <Toaster />
      </RoleProvider>
    </QueryProvider>
  );
}
