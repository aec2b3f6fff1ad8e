/** Where simulated prospects are. The zones are what 49 CFR part 71 says of these towns, written down apart from the product's table. */
export type Place = {
  zip: string | null;
  stateCode: string | null;
  city: string;
  zones: readonly [string, ...string[]];
};

export const places: readonly [Place, ...Place[]] = [
  { zip: "62701", stateCode: "IL", city: "Springfield", zones: ["America/Chicago"] },
  { zip: "10001", stateCode: "NY", city: "New York", zones: ["America/New_York"] },
  { zip: "30301", stateCode: "GA", city: "Atlanta", zones: ["America/New_York"] },
  { zip: "80202", stateCode: "CO", city: "Denver", zones: ["America/Denver"] },
  { zip: "85001", stateCode: "AZ", city: "Phoenix", zones: ["America/Phoenix"] },
  { zip: "90001", stateCode: "CA", city: "Los Angeles", zones: ["America/Los_Angeles"] },
  { zip: "96813", stateCode: "HI", city: "Honolulu", zones: ["Pacific/Honolulu"] },
  { zip: "75201", stateCode: "TX", city: "Dallas", zones: ["America/Chicago"] },
  // no ZIP, in a state with two zones: open where both are
  { zip: null, stateCode: "TN", city: "Nashville", zones: ["America/Chicago", "America/New_York"] },
  { zip: null, stateCode: "OR", city: "Portland", zones: ["America/Los_Angeles", "America/Denver"] },
];

/** Federal holidays of 2026 and 2027 as kept (5 U.S.C. 6103; opm.gov), written down apart from the product's library. */
export const holidays: readonly string[] = [
  "2026-01-01",
  "2026-01-19",
  "2026-02-16",
  "2026-05-25",
  "2026-06-19",
  "2026-07-03",
  "2026-09-07",
  "2026-10-12",
  "2026-11-11",
  "2026-11-26",
  "2026-12-25",
  "2027-01-01",
  "2027-01-18",
  "2027-02-15",
  "2027-05-31",
  "2027-06-18",
  "2027-07-05",
  "2027-09-06",
  "2027-10-11",
  "2027-11-11",
  "2027-11-25",
  "2027-12-24",
  "2027-12-31",
];
