import { cookies } from "next/headers";
import type { ReactNode } from "react";
import { ConsoleShell } from "#components/shell/console-shell.tsx";
import { readTheme, THEME_COOKIE } from "#components/shell/theme.ts";
import { requireSession } from "#lib/auth/session.ts";
import { storeTheme } from "./store-theme.ts";

/** Frame of the console. Pages ask for the session themselves as well: a layout is not rendered anew on navigation. */
export default async function ConsoleLayout({ children }: { children: ReactNode }) {
  const session = await requireSession();
  const theme = readTheme((await cookies()).get(THEME_COOKIE)?.value);
  return (
    <ConsoleShell
      session={{
        user: { name: session.name, email: session.email },
        tenant: { id: session.tenantId, name: session.tenantName },
        tenants: session.memberships.map(({ tenantId, tenantName }) => ({ id: tenantId, name: tenantName })),
        role: session.role,
      }}
      theme={theme}
      storeTheme={storeTheme}
    >
      {children}
    </ConsoleShell>
  );
}
