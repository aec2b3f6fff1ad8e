import { expect } from "playwright/test";
import { openPage } from "./support/console.ts";
import { test } from "./support/test.ts";

// The URL as the state of a page: what Back undoes, what a wrong one says, and that signing in keeps it.
const words = ["pr", "priy", "priya"];

test("Back takes off what was typed as a whole, and leaves the filter that was chosen before", async ({ page }) => {
  await openPage(page, "/prospects");
  const status = page.getByLabel("Status", { exact: true });
  const search = page.getByLabel("Company, name or address");
  await status.selectOption("contacted");
  for (const part of words) {
    await search.fill(part);
    await expect(page).toHaveURL(new RegExp(`q=${part}$`));
  }
  await page.goBack();
  await expect(search).toHaveValue("");
  await expect(page).toHaveURL(/\/prospects\?status=contacted$/);
  await page.goForward();
  await expect(search).toHaveValue("priya");
  await page.goBack();
  await page.goBack();
  await expect(status).toHaveValue("");
});
