import { dirname, join } from "node:path";
import { chromium } from "playwright";
import { listPages, signIn } from "./screenshots/pages.ts";
import { takePictures } from "./screenshots/take-pictures.ts";
import { readCredentials } from "./stack/credentials.ts";
import { readSettings } from "./stack/settings.ts";
import { requireChromium } from "./test/chromium.ts";

// Every page of a console that runs, in both themes and two widths: DATA_DIR and PORT as it was started with.
const root = dirname(import.meta.dirname);
const { dataDir } = readSettings(process.env, root);
const credentials = readCredentials(dataDir);
if (!credentials) {
  console.error(`${dataDir} has no credentials.json: start the console first (npm start).`);
  process.exit(1);
}

const browser = await chromium.launch({
  executablePath: requireChromium(process.env, console.log),
  args: ["--no-sandbox"],
});
try {
  const session = await signIn(browser, credentials);
  const pages = await listPages(browser, credentials.url, session);
  const folder = join(dataDir, "screenshots");
  const count = await takePictures(browser, { url: credentials.url, session, pages, folder });
  console.log(`${count} pictures of ${pages.length} pages in ${folder}`);
} finally {
  await browser.close();
}
