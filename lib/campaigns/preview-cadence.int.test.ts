import { expect, it } from "vitest";
import { createTestTenant } from "#lib/testing/factory.ts";
import { createTestContext } from "#lib/testing/test-context.ts";
import { cadencePreview } from "./contract-cadence.ts";
import { previewCadence } from "./preview-cadence.ts";

const ctx = createTestContext();

it("goes by the tenant's settings where a step has no delay of its own, and for its own steps", async () => {
  const tenantId = await createTestTenant(ctx, {
    sequence_delay_hours: 60,
    min_followup_delay_hours: 40,
    max_sequence_steps: 4,
  });
  const afterHours = async (delays?: (number | null)[]) => {
    const preview = cadencePreview.parse(await previewCadence(ctx, { tenantId, delays }));
    expect(preview).toMatchObject({ sequence_delay_hours: 60, min_followup_delay_hours: 40, max_sequence_steps: 4 });
    const opened = preview.lines.find(({ reading }) => reading === "opened");
    return opened?.steps.map(({ after_hours }) => after_hours);
  };
  expect(await afterHours([null, 72, 12])).toEqual([0, 60, 132, 172]);
  expect(await afterHours([])).toEqual([0]);
  expect(await afterHours()).toEqual([0, 60, 120, 180]);
});
