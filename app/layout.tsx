import { CSPProvider } from "@base-ui/react/csp-provider";
import { GeistSans } from "geist/font/sans";
import type { Metadata, Viewport } from "next";
import { cookies, headers } from "next/headers";
import type { ReactNode } from "react";
import { readTheme, THEME_COOKIE } from "#components/shell/theme.ts";
import "./globals.css";

export const metadata: Metadata = {
  title: { default: "Outreach Console", template: "%s · Outreach Console" },
  description: "Sending health, sequencing and re-contact in one place",
  robots: { index: false, follow: false },
};

export const viewport: Viewport = { width: "device-width", initialScale: 1, colorScheme: "light dark" };

/** Reads headers, so every page is rendered per request and its scripts carry the nonce. */
export default async function RootLayout({ children }: { children: ReactNode }) {
  const nonce = (await headers()).get("x-nonce") ?? undefined;
  const theme = readTheme((await cookies()).get(THEME_COOKIE)?.value);
  return (
    <html lang="en" className={GeistSans.variable} data-theme={theme === "system" ? undefined : theme}>
      <body>
        <CSPProvider nonce={nonce}>{children}</CSPProvider>
      </body>
    </html>
  );
}
