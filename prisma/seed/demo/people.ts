import { createRandom, type Random } from "../random.ts";

export type DemoPerson = {
  index: number;
  id: string;
  outreachId: string;
  name: string;
  company: string;
  /** null for the few that came without one */
  email: string | null;
  /** has the address of the one before, and is told from it by its place */
  isDuplicate: boolean;
  placeId: string | null;
  trade: string;
  city: string;
  stateCode: string;
  zip: string;
  website: string;
  phone: string;
  rating: number | null;
  reviews: number | null;
  custom: Record<string, string>;
};

type City = [city: string, stateCode: string, zip: string];

const firstNames = [
  "James",
  "Maria",
  "Robert",
  "Linda",
  "Michael",
  "Karen",
  "David",
  "Rosa",
  "Tom",
  "Angela",
  "Carlos",
  "Denise",
  "Frank",
  "Teresa",
  "Greg",
  "Yolanda",
  "Steve",
  "Monica",
  "Luis",
  "Becky",
] as const;
const lastNames = [
  "Alvarez",
  "Baker",
  "Carter",
  "Dawson",
  "Ellis",
  "Foster",
  "Garcia",
  "Hughes",
  "Ingram",
  "Jensen",
  "Keller",
  "Lopez",
  "Mitchell",
  "Nguyen",
  "Ortiz",
  "Parker",
  "Quinn",
  "Reyes",
  "Sullivan",
  "Turner",
  "Underwood",
  "Vargas",
  "Walsh",
  "Young",
  "Zimmerman",
] as const;
const trades = [
  { trade: "hvac", weight: 30, names: ["Heating & Air", "Climate Control", "HVAC Services", "Comfort Air"] },
  { trade: "plumbing", weight: 25, names: ["Plumbing", "Plumbing & Drain", "Rooter Service", "Pipe Works"] },
  { trade: "roofing", weight: 20, names: ["Roofing", "Roof & Gutter", "Exteriors", "Roofing Co"] },
  { trade: "electrical", weight: 15, names: ["Electric", "Electrical Contractors", "Power Systems", "Wiring"] },
  { trade: "solar", weight: 10, names: ["Solar", "Sun Power", "Solar Energy", "Renewables"] },
] as const;
const cities: [City, ...City[]] = [
  ["Springfield", "IL", "62701"],
  ["Austin", "TX", "78701"],
  ["Phoenix", "AZ", "85004"],
  ["Denver", "CO", "80202"],
  ["Tampa", "FL", "33602"],
  ["Pensacola", "FL", "32502"],
  ["Columbus", "OH", "43215"],
  ["Raleigh", "NC", "27601"],
  ["Portland", "OR", "97204"],
  ["San Diego", "CA", "92101"],
  ["Nashville", "TN", "37203"],
  ["Knoxville", "TN", "37902"],
  ["Boise", "ID", "83702"],
  ["Omaha", "NE", "68102"],
  ["Albany", "NY", "12207"],
  ["Richmond", "VA", "23219"],
  ["El Paso", "TX", "79901"],
  ["Louisville", "KY", "40202"],
  ["Honolulu", "HI", "96813"],
  ["Anchorage", "AK", "99501"],
  ["Fargo", "ND", "58102"],
  ["Seattle", "WA", "98101"],
  ["Atlanta", "GA", "30303"],
  ["Tulsa", "OK", "74103"],
  ["Madison", "WI", "53703"],
];

/** `count` contractors, each with an address of its own under .test; a few without one, a few that share one. */
export function createPeople(count: number, seed: string): DemoPerson[] {
  const random = createRandom(`${seed}/people`);
  const people: DemoPerson[] = [];
  for (let index = 0; index < count; index++) {
    const person = createPerson(random, index);
    const email = index % 171 === 5 ? people[index - 1]?.email : null;
    people.push(email ? { ...person, email, isDuplicate: true, placeId: `demo-place-${index}` } : person);
  }
  return people;
}

function createPerson(random: Random, index: number): DemoPerson {
  const first = random.pick(firstNames);
  const last = random.pick(lastNames);
  const { trade, names } = random.weighted(trades);
  const company = `${last} ${random.pick(names)}`;
  const [city, stateCode, zip] = random.pick(cities);
  const domain = `${company.toLowerCase().replace(/[^a-z0-9]+/g, "-")}-${index}.test`;
  const local = random.weighted([
    { local: first.toLowerCase(), weight: 6 },
    { local: `${first}.${last}`.toLowerCase(), weight: 2 },
    { local: "info", weight: 1 },
    { local: "office", weight: 1 },
  ]).local;
  const hasProfile = random.chance(0.8);
  return {
    index,
    id: random.uuid(),
    outreachId: random.uuid(),
    name: `${first} ${last}`,
    company,
    email: index % 83 === 0 ? null : `${local}@${domain}`,
    isDuplicate: false,
    placeId: null,
    trade,
    city,
    stateCode,
    zip,
    website: `https://${domain}`,
    phone: `+1 555 ${String(random.between(100, 999))} ${String(random.between(1000, 9999))}`,
    rating: hasProfile ? random.between(28, 50) / 10 : null,
    reviews: hasProfile ? random.between(0, 400) : null,
    custom: random.chance(0.3) ? { years_in_business: String(random.between(1, 40)) } : {},
  };
}
