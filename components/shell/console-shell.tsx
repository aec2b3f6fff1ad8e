"use client";
import dynamic from "next/dynamic";
import { usePathname } from "next/navigation";
import { type ReactNode, useEffect } from "react";
import { QueryProvider } from "#components/query/query-provider.tsx";
import { Drawer } from "#components/ui/drawer.tsx";
import { MissingPanel } from "#components/ui/missing-part.tsx";
import { Toaster } from "#components/ui/toaster.tsx";
import { useWasOpened } from "#components/ui/use-was-opened.ts";
import { HelpDialog } from "./help-dialog.tsx";
import { KillSwitchDialogs } from "./kill-switch-dialogs.tsx";
import { LeaveGuard } from "./leave-guard.tsx";
import { closeOverlay, openOverlay, useOverlayDialog } from "./overlay-store.ts";
import { RoleProvider } from "./role.tsx";
import { Sidebar, type SidebarProps } from "./sidebar.tsx";
import { SystemBanners } from "./system-banners.tsx";
import { TopBar } from "./top-bar.tsx";
import { useKeptFocus } from "./use-kept-focus.ts";
import { usePageFocus } from "./use-page-focus.ts";
import { useShortcuts } from "./use-shortcuts.ts";

const Palette = dynamic(() => import("./palette/palette.tsx").catch(() => MissingPanel), { ssr: false });

type ConsoleShellProps = Omit<SidebarProps, "onNavigate"> & { children: ReactNode };

/** Frame of every page behind the login. */
export function ConsoleShell({ children, ...sidebar }: ConsoleShellProps) {
  return (
    <QueryProvider>
      <RoleProvider role={sidebar.session.role}>
        <a
          href="#main"
          className="sr-only z-50 rounded-md bg-accent px-3 py-2 text-on-accent focus:not-sr-only focus:fixed focus:top-2 focus:left-2"
        >
          Skip to content
        </a>
        <div className="lg:grid lg:grid-cols-[15rem_minmax(0,1fr)]">
          <aside className="sticky top-0 hidden h-dvh border-r border-line bg-surface lg:block">
            <Sidebar {...sidebar} />
          </aside>
          <div className="flex min-h-dvh min-w-0 flex-col">
            <TopBar />
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
        <Overlays {...sidebar} />
        <Toaster />
      </RoleProvider>
    </QueryProvider>
  );
}

/** What lies over the page; the code of each is fetched when it first opens. */
function Overlays(sidebar: Omit<SidebarProps, "onNavigate">) {
  useShortcuts();
  useKeptFocus();
  usePageFocus();
  useClosedBehindNavigation();
  const palette = useOverlayDialog("palette");
  const isPaletteMounted = useWasOpened(palette.open);
  return (
    <>
      <Drawer {...useOverlayDialog("navigation")} label="Menu">
        <Sidebar {...sidebar} onNavigate={() => openOverlay(null)} />
      </Drawer>
      <HelpDialog />
      <KillSwitchDialogs />
      <LeaveGuard />
      {isPaletteMounted ? <Palette {...palette} /> : null}
    </>
  );
}

/** However another page was reached (a link of the menu in the drawer, Back), the drawer does not stay over it. */
function useClosedBehindNavigation(): void {
  const pathname = usePathname();
  useEffect(() => closeOverlay("navigation"), [pathname]);
}
