"use server";
import { cookies } from "next/headers";
import { readTheme, THEME_COOKIE } from "#components/shell/theme.ts";

const YEAR_SECONDS = 365 * 24 * 3600;

/** Keeps the choice of appearance in a cookie, so that the first paint is right. Holds nothing personal. */
export async function storeTheme(theme: string): Promise<void> {
  (await cookies()).set(THEME_COOKIE, readTheme(theme), {
    maxAge: YEAR_SECONDS,
    sameSite: "lax",
    path: "/",
    httpOnly: true,
  });
}
