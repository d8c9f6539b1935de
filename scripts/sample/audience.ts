import { foreignNotations, germanNotations, lostZero, plain } from './notations.ts';
import { makeEmail, makePerson, type Person } from './people.ts';
import { createRandom, type Random } from './random.ts';
import {
  americanNumber,
  britishLandline,
  britishMobile,
  frenchLandline,
  frenchMobile,
  germanLandline,
  germanMobiles,
  type ReservedNumber,
  swedishMobile,
} from './reserved.ts';
import { commonMistakes, wrongPhones } from './wrong-phones.ts';

/** The columns of the sample, as a German shop's customer data platform could export them. */
export const columns = [
  'customer_id',
  'first_name',
  'last_name',
  'email',
  'phone',
  'country',
  'newsletter_consent',
  'tags',
  'orders',
  'last_purchase',
] as const;

interface SampleRow extends Person {
  readonly email: string;
  readonly phone: string;
  readonly country: string;
  readonly consent: string;
  readonly tags: string;
  readonly orders: string;
  readonly lastPurchase: string;
}

/** Changing it changes every row of the sample. */
const seed = 20260301;

const yes = ['ja', 'ja', 'ja', 'Ja', 'yes', 'yes', 'JA', 'Yes'] as const;
const no = ['nein', 'nein', 'Nein', 'no', 'NO', ''] as const;
const upTo = (count: number): number[] => Array.from({ length: count }, (_, index) => index);
const two = (value: number): string => String(value).padStart(2, '0');

/** The sample audience as CSV: UTF-8, commas, one header line, LF. The same text at every call. */
export function makeSampleCsv(): string {
  const random = createRandom(seed);
  const rows = random.shuffle([
    ...reachable(random),
    ...withWrongPhones(random),
    ...duplicates(random),
    ...contradictions(random),
    ...wrongValues(random),
  ]);
  const lines = rows.map((row, index) => toLine(row, 100_001 + index));
  return `${[columns.join(','), ...lines, ...raggedLines(100_001 + rows.length)].join('\n')}\n`;
}

/** People whose number can be told: most of the file. One in eight has not agreed to the newsletter. */
function reachable(random: Random): SampleRow[] {
  const spelled = Object.values(germanNotations);
  const writeGerman = (number: ReservedNumber, index: number): string => {
    // Every third as it should be; then each notation in turn, so that none is missing.
    if (index % 3 === 0) return plain(number);
    // With 0176 the digits left over could be an American number, too: those stay out.
    if (index % 17 === 0 && number.area === '171') return lostZero(number);
    const write = spelled[index % spelled.length] ?? plain;
    return write(number);
  };
  // The last of each block are kept for duplicates and contradictions.
  const mobiles = germanMobiles.filter((number) => !kept.includes(number));
  const people = [
    ...random.shuffle(mobiles).map((number, index) => ({ number, phone: writeGerman(number, index) })),
    ...upTo(36).map((index) => {
      const number = germanLandline(index * 7);
      return { number, phone: random.pick([germanNotations.slash, germanNotations.national, plain])(number) };
    }),
    ...[
      ...upTo(54).map(swedishMobile),
      ...upTo(26).map(americanNumber),
      ...upTo(22).map((index) => britishLandline(index * 11)),
      ...upTo(10).map((index) => britishMobile(index * 13)),
      ...upTo(12).map((index) => frenchLandline(index * 97)),
      ...upTo(9).map((index) => frenchMobile(index * 103)),
    ].map((number) => ({
      number,
      phone: number.country === 'DE' ? plain(number) : random.pick(foreignNotations[number.country])(number),
    })),
  ];
  return people.map(({ number, phone }, index) => {
    // Some live abroad with a number from home.
    const country = number.country === 'DE' && phone.startsWith('+49') && index % 29 === 0 ? 'AT' : null;
    return makeRow(random, {
      phone,
      country: country ?? countryCell(random, number.country),
      ...(random.chance(1 / 8) ? { consent: random.pick(no) } : {}),
    });
  });
}

function withWrongPhones(random: Random): SampleRow[] {
  const crowds = commonMistakes.flatMap(({ cell, times }) =>
    upTo(times).map(() => ({ cell, country: 'DE' })),
  );
  return [...wrongPhones, ...crowds].map(({ cell, country }) =>
    makeRow(random, { phone: cell, country: country ?? 'DE' }),
  );
}

/** Mobile numbers that only the groups below use. */
const kept = germanMobiles.filter((number) => /^3920(?:08|09)\d$/.test(number.subscriber));

/** The same person twice or three times, seen only once the numbers are in one form. */
function duplicates(random: Random): SampleRow[] {
  const ways = Object.values(germanNotations);
  return kept.slice(0, 12).flatMap((number, index) => {
    const first = makeRow(random, { phone: plain(number), country: 'DE' });
    const again = upTo(index % 4 === 0 ? 2 : 1).map((more) => ({
      ...makeRow(random, { phone: (ways[(index * 3 + more) % ways.length] ?? plain)(number), country: 'DE' }),
      firstName: first.firstName,
      lastName: first.lastName,
      email: index % 2 === 0 ? first.email : '',
    }));
    return [first, ...again];
  });
}

/** One person who says yes in one row and no in another. */
function contradictions(random: Random): SampleRow[] {
  return kept.slice(12, 16).flatMap((number) => {
    const agreed = makeRow(random, { phone: germanNotations.nationalSpaced(number), country: 'DE' });
    return [agreed, { ...agreed, phone: plain(number), consent: 'nein', tags: 'vip' }];
  });
}

/** The phone is right; something else isn't. */
function wrongValues(random: Random): SampleRow[] {
  const changes: readonly Partial<SampleRow>[] = [
    { email: 'anna.mueller@' },
    { email: 'ole(at)example.com' },
    { email: 'kein-at-zeichen.example.com' },
    { email: 'zwei@@example.org' },
    { lastPurchase: '31.02.2026' },
    { lastPurchase: '2026-03-01' },
    { lastPurchase: 'gestern' },
    { lastPurchase: '1.3.26' },
    { orders: 'viele' },
    { orders: '3 Stück' },
    { orders: '1.234' },
    { firstName: 'Anna "Anni"' },
    { lastName: 'Groß\n(Filiale Nord)' },
    { firstName: '  Jörg  ', lastName: ' Weiß ' },
    { firstName: '', lastName: '' },
    { tags: ' vip ;; newsletter ;vip' },
  ];
  return changes.map((change, index) => ({
    ...makeRow(random, { phone: plain(germanLandline(500 + index)), country: 'DE' }),
    ...change,
  }));
}

/** Lines that a quoting mistake or a cut left with too many or too few cells. */
function raggedLines(firstId: number): string[] {
  return [
    `K-${firstId},Henriette,Voß,Dr.,henriette.voss@example.com,+493023125901,DE,ja,vip,4,12.01.2026`,
    `K-${firstId + 1},Carsten,Lüders,carsten.lueders@example.org,040 66969902,DE,ja,newsletter`,
    `K-${firstId + 2},Mareike,Süß,mareike.suess@example.net,0221/4710903,DE,yes,vip,newsletter,2,03.02.2026`,
  ];
}

function makeRow(
  random: Random,
  given: { readonly phone: string; readonly country: string; readonly consent?: string },
): SampleRow {
  const person = makePerson(random, given.country);
  return {
    ...person,
    email: random.chance(0.85) ? makeEmail(random, person) : '',
    phone: given.phone,
    country: given.country,
    consent: given.consent ?? random.pick(yes),
    tags: makeTags(random),
    orders: String(1 + random.below(30)),
    lastPurchase: random.chance(0.92) ? makeDate(random) : '',
  };
}

function makeTags(random: Random): string {
  const tags = [
    ...(random.chance(0.45) ? ['vip'] : []),
    ...(random.chance(0.6) ? ['newsletter'] : []),
    ...(random.chance(0.3) ? [random.pick(['shop-berlin', 'shop-hamburg'])] : []),
    // Nobody created this one in the practice workspace, on purpose.
    ...(random.chance(0.12) ? ['outlet'] : []),
  ];
  return tags.join(';');
}

function makeDate(random: Random): string {
  return `${two(1 + random.below(28))}.${two(1 + random.below(12))}.${2024 + random.below(2)}`;
}

/** Countries as people and systems write them; the home country is sometimes left out. */
function countryCell(random: Random, country: ReservedNumber['country']): string {
  if (country === 'DE') return random.pick(['DE', 'DE', 'DE', 'DE', 'Deutschland', 'Germany', '']);
  return country;
}

function toLine(row: SampleRow, id: number): string {
  const cells = [
    `K-${id}`,
    row.firstName,
    row.lastName,
    row.email,
    row.phone,
    row.country,
    row.consent,
    row.tags,
    row.orders,
    row.lastPurchase,
  ];
  return cells.map(quote).join(',');
}

/** RFC 4180: quotes where they are needed. */
function quote(cell: string): string {
  return /[",\n]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell;
}
