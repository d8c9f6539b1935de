/**
 * Phone numbers that belong to nobody: set aside by the authorities for films, books and the like. The sample
 * audience uses no others, so that it can't reach anyone whatever somebody does with it.
 *
 * - Germany: Bundesnetzagentur, Mitteilung Nr. 148/2021 (Amtsblatt 7/2021), "Rufnummern für Medienproduktionen
 *   (Drama Numbers)": landlines in five cities, and mobile numbers of the network operators.
 * - United Kingdom: Ofcom, "Telephone numbers for use in TV and radio drama programmes".
 * - France: Arcep, décision n° 2018-0881, blocks for audiovisual works.
 * - Sweden: Post- och telestyrelsen (PTS), "Telefonnummer för användning i böcker och filmer etc."
 * - North America: NANPA, 555-0100 to 555-0199 in every area code, for fictional use.
 */

/** A number in its parts; E.164 is `+`, calling code, area, subscriber. */
export interface ReservedNumber {
  readonly country: 'DE' | 'GB' | 'FR' | 'SE' | 'US';
  readonly callingCode: string;
  /** What follows the trunk zero: an area code, or a mobile prefix. */
  readonly area: string;
  readonly subscriber: string;
}

/** Patterns of E.164 numbers that nobody has. */
const reservedPatterns: readonly RegExp[] = [
  /^\+49(?:3023125|6990009|4066969|2214710|8999998)\d{3}$/,
  /^\+49(?:17139200|176040690)\d{2}$/,
  /^\+49(?:15228817386|15228895456|15254599371)$/,
  /^\+49(?:1729925904|1729968532|1729973185|1729973186|1729980752)$/,
  /^\+49(?:1749091317|1749464308)$/,
  /^\+44(?:7700900|2079460)\d{3}$/,
  /^\+33(?:63998|19900)\d{4}$/,
  /^\+46701740(?:60[5-9]|6[1-9]\d)$/,
  /^\+1\d{3}55501\d{2}$/,
];

/** True if a number in E.164 is one that nobody has. */
export function isReserved(number: string): boolean {
  return reservedPatterns.some((pattern) => pattern.test(number));
}

const german = (area: string, subscriber: string): ReservedNumber => ({
  country: 'DE',
  callingCode: '49',
  area,
  subscriber,
});

const digits = (value: number, length: number): string => String(value).padStart(length, '0');
const upTo = (count: number): number[] => Array.from({ length: count }, (_, index) => index);

/** All German mobile numbers for fiction, some two hundred. */
export const germanMobiles: readonly ReservedNumber[] = [
  ...upTo(100).map((index) => german('171', `39200${digits(index, 2)}`)),
  ...upTo(100).map((index) => german('176', `040690${digits(index, 2)}`)),
  ...['28817386', '28895456', '54599371'].map((subscriber) => german('152', subscriber)),
  ...['9925904', '9968532', '9973185', '9973186', '9980752'].map((subscriber) => german('172', subscriber)),
  ...['9091317', '9464308'].map((subscriber) => german('174', subscriber)),
];

const germanCities = [
  ['30', '23125'],
  ['69', '90009'],
  ['40', '66969'],
  ['221', '4710'],
  ['89', '99998'],
] as const;

/** A German landline for fiction, spread over the five cities. @param index 0 to 999 */
export function germanLandline(index: number): ReservedNumber {
  const [area, block] = germanCities[index % germanCities.length] ?? germanCities[0];
  return german(area, `${block}${digits(index, 3)}`);
}

/** @param index 0 to 999 */
export function britishMobile(index: number): ReservedNumber {
  return { country: 'GB', callingCode: '44', area: '7700', subscriber: `900${digits(index, 3)}` };
}

/** London. @param index 0 to 999 */
export function britishLandline(index: number): ReservedNumber {
  return { country: 'GB', callingCode: '44', area: '20', subscriber: `79460${digits(index, 3)}` };
}

/** @param index 0 to 9999 */
export function frenchMobile(index: number): ReservedNumber {
  return { country: 'FR', callingCode: '33', area: '6', subscriber: `3998${digits(index, 4)}` };
}

/** Paris. @param index 0 to 9999 */
export function frenchLandline(index: number): ReservedNumber {
  return { country: 'FR', callingCode: '33', area: '1', subscriber: `9900${digits(index, 4)}` };
}

/** @param index 0 to 94 */
export function swedishMobile(index: number): ReservedNumber {
  return { country: 'SE', callingCode: '46', area: '70', subscriber: `1740${digits(605 + index, 3)}` };
}

const americanAreas = ['212', '312', '415', '617', '713'];

/** @param index 0 to 99 */
export function americanNumber(index: number): ReservedNumber {
  const area = americanAreas[index % americanAreas.length] ?? '212';
  return { country: 'US', callingCode: '1', area, subscriber: `55501${digits(index, 2)}` };
}
