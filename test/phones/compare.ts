import { parsePhoneNumberFromString } from 'libphonenumber-js/max';
import { checkPhone } from '../../shared/phone/check-phone.ts';
import type { WrittenNumber } from './generate.ts';

/** A number about which we and the library say different things. */
export interface Difference {
  readonly written: WrittenNumber;
  readonly what: 'validity' | 'e164' | 'country' | 'type' | 'possible';
  readonly ours: string;
  readonly library: string;
}

/** What checkPhone and libphonenumber-js/max (parse, `isValid`, `getType`) say differently; null if nothing. */
export function differenceIn(written: WrittenNumber): Difference | null {
  const ours = checkPhone(written.text, { defaultCountry: written.home });
  const library = parsePhoneNumberFromString(written.text, written.home);
  const possibleOnly = ours.findings.some((finding) => finding.code === 'phone.possible_only');
  const valid = ours.e164 !== null && !possibleOnly;
  const libraryValid = library?.isValid() ?? false;
  const tell = (what: Difference['what'], one: unknown, other: unknown): Difference | null =>
    one === other ? null : { written, what, ours: String(one), library: String(other) };
  const validity = tell('validity', valid, libraryValid);
  if (validity) return validity;
  if (ours.e164 === null || library === undefined) return null;
  return (
    tell('e164', ours.e164, library.number) ??
    tell('country', ours.country, library.country ?? null) ??
    tell('type', ours.type, library.getType() ?? null) ??
    (possibleOnly ? tell('possible', true, library.isPossible()) : null)
  );
}
