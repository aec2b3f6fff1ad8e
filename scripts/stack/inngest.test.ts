import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test } from "vitest";
import { findInngest } from "./inngest.ts";

test("the Inngest program counts only when it was really downloaded", () => {
  const root = mkdtempSync(join(tmpdir(), "inngest-"));
  try {
    expect(findInngest(root)).toBeNull();
    const bin = join(root, "node_modules", "inngest-cli", "bin");
    mkdirSync(bin, { recursive: true });
    writeFileSync(join(bin, "inngest"), "#!/usr/bin/env node\nconsole.error('not found')");
    expect(findInngest(root)).toBeNull();
    writeFileSync(join(bin, "inngest"), Buffer.from([0x7f, 0x45, 0x4c, 0x46]));
    expect(findInngest(root)).toBe(join(bin, "inngest"));
  } finally {
    rmSync(root, { recursive: true });
  }
});
