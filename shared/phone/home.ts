import { understandCountry } from './countries.ts';
import type { PhoneFix } from './fix-rules.ts';
import { type Plan, planOfCountry } from './numbering-plans.ts';
import type { CountryCode, PhoneOptions } from './types.ts';

/** The country in which a cell's number is read, if it needs one. */
export interface Home {
  /** Null where there is none, or where the row's country cell isn't understood. */
  readonly country: CountryCode | null;
  /** Its numbering plan; null where there is no country. */
  readonly plan: Plan | null;
  /** False where a country is given and isn't understood; then nothing falls back to any other. */
  readonly understood: boolean;
  /** Whether the row's own country cell gave it. */
  readonly fromColumn: boolean;
  /** The row's country cell, where it isn't understood. */
  readonly cell: string;
  /** The kind of the group rule that gave it, if one did. */
  readonly decidedBy: PhoneFix['kind'] | null;
}

const nowhere: Home = {
  country: null,
  plan: null,
  understood: true,
  fromColumn: false,
  cell: '',
  decidedBy: null,
};
const ofDefault = new Map<string, Home>();
const ofCell = new Map<string, Home>();

/** Cells that are remembered; a country column has few different ones. */
const remembered = 2_000;
/** More than that is no country name. */
const longestCell = 100;

/** The home country of a row: its own country cell, else the default; never the default for an odd cell. */
export function homeOf(options: PhoneOptions): Home {
  const { country: cell, defaultCountry } = options;
  if (cell !== null && cell !== undefined && cell !== '') {
    const home = homeOfCell(cell);
    if (home !== nowhere) return home;
  }
  if (!defaultCountry) return nowhere;
  const known = ofDefault.get(defaultCountry);
  if (known) return known;
  const plan = planOfCountry(defaultCountry);
  const home: Home = {
    country: plan ? plan.country : null,
    plan,
    understood: plan !== null,
    fromColumn: false,
    cell: plan ? '' : defaultCountry,
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
    plan: country === null ? null : planOfCountry(country),
    understood: country !== null,
    fromColumn: true,
    cell: country === null ? cell.slice(0, longestCell) : '',
    decidedBy: null,
  };
}

/** What a rule for country cells makes of a home that isn't understood; null if none speaks of it. */
export function decidedHome(home: Home, fixes: readonly PhoneFix[]): Home | null {
  const cell = home.cell.toLowerCase();
  for (const fix of fixes)
    if (fix.kind === 'country-means' && fix.cell.toLowerCase() === cell) {
      const plan = planOfCountry(fix.country);
      if (plan)
        return {
          country: plan.country,
          plan,
          understood: true,
          fromColumn: true,
          cell: '',
          decidedBy: fix.kind,
        };
    }
  return null;
}
