import { test as base } from "playwright/test";

/**
 * A test of the console. What it opened by itself, through `browser` or a tenant's own sign-in, is closed with it: the
 * runner closes only its own page, and a console left open goes on asking for what is new to the end of the run.
 */
export const test = base.extend<{ closesWhatItOpened: undefined }>({
  closesWhatItOpened: [
    async ({ browser }, use) => {
      await use(undefined);
      await Promise.all(browser.contexts().map((context) => context.close()));
    },
    { auto: true },
  ],
});
