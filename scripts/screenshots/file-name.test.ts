import { expect, it } from "vitest";
import { fileNameOf } from "./file-name.ts";

it.each([
  ["/", "home.light.360.png"],
  ["/api-docs", "api-docs.light.360.png"],
  ["/settings?tab=api-keys", "settings-tab-api-keys.light.360.png"],
  ["/domains/01a217b6-bb94-74c4-911a-cfa69abcc1e4", "domains-one.light.360.png"],
])("names the picture of %s", (path, name) => expect(fileNameOf(path, "light", 360)).toBe(name));
