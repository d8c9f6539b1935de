import { understandCountry } from './countries.ts';
import type { PhoneFix } from './fix-rules.ts';
import { planOfCountry } from './numbering-plans.ts';
import type { CountryCode, PhoneOptions } from './types.ts';

/** The country in which a cell's number is read, if it needs one. */
export interface Home {
  /** Null where there is none, or where the row's country cell isn't understood. */
  readonly country: CountryCode | null;
  /** False where a country is given and isn't understood; then nothing falls back to any other. */
  readonly understood: boolean;
  /** Whether the row's own country cell gave it. */
  readonly fromColumn: boolean;
  /** The row's country cell, where it isn't understood. */
  readonly cell: string;
  /** The kind of the group rule that gave it, if one did. */
  readonly decidedBy: PhoneFix['kind'] | null;
}

const nowhere: Home = { country: null, understood: true, fromColumn: false, cell: '', decidedBy: null };
const ofDefault = new Map<string, Home>();
const ofCell = new Map<string, Home>();

/** Cells that are remembered; a country column has few different ones. */
const remembered = 2_000;
/** More than that is no country name. */
const longestCell = 100;

/** The home country of a row: its own country cell, else the default; never the default for an odd cell. */
export function homeOf(options: PhoneOptions): Home {
  const { country: cell, defaultCountry, fixes } = options;
  if (cell !== null && cell !== undefined && cell !== '') {
    const home = homeOfCell(cell);
    if (home !== nowhere) return home.understood || !fixes ? home : (decided(home, fixes) ?? home);
  }
  if (!defaultCountry) return nowhere;
  const known = ofDefault.get(defaultCountry);
  if (known) return known;
  const supported = planOfCountry(defaultCountry) !== null;
  const home: Home = {
    country: supported ? defaultCountry : null,
    understood: supported,
    fromColumn: false,
    cell: supported ? '' : defaultCountry,
    decidedBy: null,
  };
  ofDefault.set(defaultCountry, home);
  return home;
}

function homeOfCell(cell: string): Home {
  const known = ofCell.get(cell);
  if (known) return known;
  const home = readCell(cell.slice(0, longestCell + 1).trim());
  if (ofCell.size >= remembered) ofCell.clear();
  if (cell.length <= longestCell) ofCell.set(cell, home);
  return home;
}

function readCell(cell: string): Home {
  if (cell === '') return nowhere;
  const country = understandCountry(cell);
  return {
    country,
    understood: country !== null,
    fromColumn: true,
    cell: country === null ? cell.slice(0, longestCell) : '',
    decidedBy: null,
  };
}

function decided(home: Home, fixes: readonly PhoneFix[]): Home | null {
  const cell = home.cell.toLowerCase();
  for (const fix of fixes)
    if (fix.kind === 'country-means' && fix.cell.toLowerCase() === cell) {
      const plan = planOfCountry(fix.country);
      if (plan?.country)
        return { country: plan.country, understood: true, fromColumn: true, cell: '', decidedBy: fix.kind };
    }
  return null;
}
