import { mkdirSync, rmSync } from "node:fs";
import { join } from "node:path";
import type { Browser } from "playwright";
import { fileNameOf } from "./file-name.ts";
import type { Session } from "./pages.ts";

const themes = ["light", "dark"] as const;
const widths = [1440, 360];
const settleMs = 400;

type Wanted = { url: string; session: Session; pages: readonly string[]; folder: string };

/** One picture a page, theme and width, of the whole page; those of the last time are gone. Returns how many. */
export async function takePictures(browser: Browser, { url, session, pages, folder }: Wanted): Promise<number> {
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  let count = 0;
  for (const colorScheme of themes) {
    for (const width of widths) {
      const viewport = { width, height: width > 1_000 ? 900 : 740 };
      const signedIn = await browser.newContext({ storageState: session, colorScheme, viewport });
      const signedOut = await browser.newContext({ colorScheme, viewport });
      for (const path of pages) {
        const page = await (path === "/login" ? signedOut : signedIn).newPage();
        await page.goto(url + path, { waitUntil: "networkidle" });
        // Charts and what polls may draw once more.
        await page.waitForTimeout(settleMs);
        await page.screenshot({ path: join(folder, fileNameOf(path, colorScheme, width)), fullPage: true });
        await page.close();
        count += 1;
      }
      await Promise.all([signedIn.close(), signedOut.close()]);
      console.log(`${pages.length} pages, ${colorScheme}, ${width} px`);
    }
  }
  return count;
}
