import { existsSync } from "node:fs";
import { chromium } from "playwright";
import { findProgram } from "#scripts/stack/find-program.ts";
import { aptInstall } from "#scripts/stack/redis-program.ts";
import { SetupError } from "#scripts/stack/setup-error.ts";
import type { Environment } from "#scripts/stack/variables.ts";

// The shell without a window draws faster, as Playwright knows, whose own download it is.
const PACKAGES = ["chromium-headless-shell", "chromium"];
const NAMES = [...PACKAGES, "chromium-browser", "google-chrome", "google-chrome-stable", "chrome"];
const ON_A_MAC = "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome";
const HELP =
  "Install it (Debian: sudo apt-get install chromium-headless-shell · anywhere: npx playwright install chromium), or set PLAYWRIGHT_CHROMIUM_PATH.";

/**
 * Path of a Chromium for the browser tests: PLAYWRIGHT_CHROMIUM_PATH, else one on PATH, else Playwright's own download,
 * else installed with apt-get when we are root on Debian or Ubuntu.
 * @throws SetupError that says what to install
 */
export function requireChromium(env: Environment, say: (line: string) => void): string {
  const given = env.PLAYWRIGHT_CHROMIUM_PATH;
  if (given && !existsSync(given)) throw new SetupError(`PLAYWRIGHT_CHROMIUM_PATH names no file: ${given}`);
  const found = given ?? findProgram(NAMES) ?? [chromium.executablePath(), ON_A_MAC].find(existsSync);
  if (found) return found;
  if (process.getuid?.() !== 0 || !existsSync("/etc/debian_version"))
    throw new SetupError(`No Chromium was found. ${HELP}`);
  say("installing chromium with apt-get");
  const failures: string[] = [];
  for (const name of PACKAGES) {
    const failure = aptInstall(name);
    const installed = findProgram(NAMES);
    if (installed) return installed;
    failures.push(failure);
  }
  throw new SetupError(`apt-get could not install chromium:\n${failures.join("\n")}\n${HELP}`);
}
