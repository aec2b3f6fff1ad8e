/**
 * Time zones of the United States by state and by the first three digits of a ZIP (49 CFR part 71). Where one prefix spans two
 * zones both are named: the hours open in both are safe for either.
 */
export type Zones = readonly [string, ...string[]];

const east = "America/New_York";
const central = "America/Chicago";
const mountain = "America/Denver";
const arizona = "America/Phoenix";
const pacific = "America/Los_Angeles";
const alaska = "America/Anchorage";
const hawaii = "Pacific/Honolulu";
const atlantic = "America/Puerto_Rico";

const single: Record<string, string> = {
  [east]: "CT DE DC GA ME MD MA NH NJ NY NC OH PA RI SC VT VA WV",
  [central]: "AL AR IL IA LA MN MS MO OK WI",
  [mountain]: "CO MT NM UT WY",
  [arizona]: "AZ",
  [pacific]: "CA WA",
  [hawaii]: "HI",
  [atlantic]: "PR VI",
  "Pacific/Guam": "GU MP",
  "Pacific/Pago_Pago": "AS",
};

/** The zone with more people comes first: it alone decides when the two have no open hour in common. */
const split: Record<string, Zones> = {
  AK: [alaska, "America/Adak"],
  FL: [east, central],
  ID: [mountain, pacific],
  IN: [east, central],
  KS: [central, mountain],
  KY: [east, central],
  MI: [east, central],
  ND: [central, mountain],
  NE: [central, mountain],
  NV: [pacific, mountain],
  OR: [pacific, mountain],
  SD: [central, mountain],
  TN: [central, east],
  TX: [central, mountain],
};

export const zonesByState: ReadonlyMap<string, Zones> = new Map<string, Zones>([
  ...Object.entries(single).flatMap(([zone, codes]) => codes.split(" ").map((code): [string, Zones] => [code, [zone]])),
  ...Object.entries(split),
]);

/** Ranges of three-digit prefixes. Military post (090–098, 340, 962–966) is anywhere in the world and stays out. */
const prefixRanges: readonly (readonly [first: number, last: number, zones: Zones])[] = [
  [5, 5, [east]],
  [6, 9, [atlantic]],
  [10, 89, [east]],
  [100, 268, [east]],
  [270, 323, [east]],
  [324, 324, [central, east]],
  [325, 325, [central]],
  [326, 339, [east]],
  [341, 349, [east]],
  [350, 372, [central]],
  [373, 373, [east, central]],
  [374, 374, [east]],
  [375, 375, [central]],
  [376, 379, [east]],
  [380, 397, [central]],
  [398, 399, [east]],
  [400, 400, [east]],
  [401, 401, [east, central]],
  [402, 419, [east]],
  [420, 424, [central]],
  [425, 425, [east]],
  [426, 427, [east, central]],
  [430, 462, [east]],
  [463, 464, [central]],
  [465, 474, [east]],
  [475, 475, [east, central]],
  [476, 477, [central]],
  [478, 497, [east]],
  [498, 499, [east, central]],
  [500, 567, [central]],
  [569, 569, [east]],
  [570, 574, [central]],
  [575, 576, [central, mountain]],
  [577, 577, [mountain]],
  [580, 584, [central]],
  [585, 586, [mountain, central]],
  [587, 587, [central]],
  [588, 588, [central, mountain]],
  [590, 599, [mountain]],
  [600, 676, [central]],
  [677, 678, [central, mountain]],
  [679, 689, [central]],
  [690, 692, [central, mountain]],
  [693, 693, [mountain]],
  [700, 797, [central]],
  [798, 798, [central, mountain]],
  [799, 799, [mountain]],
  [800, 834, [mountain]],
  [835, 835, [pacific, mountain]],
  [836, 837, [mountain]],
  [838, 838, [pacific]],
  [840, 847, [mountain]],
  [850, 859, [arizona]],
  // the Navajo Nation keeps summer time, Arizona around it does not
  [860, 860, [arizona, mountain]],
  [863, 864, [arizona]],
  [865, 865, [arizona, mountain]],
  [870, 884, [mountain]],
  [885, 885, [mountain]],
  [889, 897, [pacific]],
  [898, 898, [pacific, mountain]],
  [900, 961, [pacific]],
  [967, 968, [hawaii]],
  [969, 969, ["Pacific/Guam"]],
  [970, 978, [pacific]],
  [979, 979, [mountain, pacific]],
  [980, 994, [pacific]],
  [995, 995, [alaska, "America/Adak"]],
  [996, 999, [alaska]],
];

export const zonesByPrefix: ReadonlyMap<number, Zones> = new Map(
  prefixRanges.flatMap(([first, last, zones]) =>
    Array.from({ length: last - first + 1 }, (_, offset): [number, Zones] => [first + offset, zones]),
  ),
);
