import { closeSync, openSync, writeSync } from 'node:fs';
import { type Chance, chanceOf } from '../../phones/random.ts';

export interface FileOptions {
  readonly rows: number;
  /** The same seed makes the same file. */
  readonly seed: number;
  /** Share of phones written in another way than E.164, from 0 to 1. */
  readonly mess: number;
}

/** The columns of the file, eight as in most exports. */
export const fileColumns = [
  'customer_id',
  'first_name',
  'last_name',
  'phone',
  'email',
  'tags',
  'last_order',
  'consent',
] as const;

const firstNames = ['Anna', 'Jürgen', 'Zoë', 'Mehmet', 'Sofia', 'Luca', 'Marie', 'Jan', 'Inês', 'Paweł'];
const lastNames = [
  'Groß',
  'Müller',
  'Öztürk',
  'Rossi',
  'García',
  'de Vries',
  'Nowak',
  'Silva',
  'Schmidt',
  'Dupont',
];
/** Beginnings of German mobile numbers, to be followed by seven digits. */
const mobiles = ['1512', '1520', '1573', '1590', '160', '170', '171', '175'];
const tags = ['vip', 'newsletter', 'spring', 'summer', 'berlin', 'winback'];

/** Writes a CSV file of people, the way shops export them: quoted where a cell has a comma, else plain. */
export function writeAudienceFile(path: string, { rows, seed, mess }: FileOptions): void {
  const chance = chanceOf(seed);
  const file = openSync(path, 'w');
  try {
    let block = `${fileColumns.join(',')}\n`;
    for (let row = 1; row <= rows; row += 1) {
      block += `${cellsOf(row, rows, chance, mess).join(',')}\n`;
      if (block.length > 1 << 20) {
        writeSync(file, block);
        block = '';
      }
    }
    writeSync(file, block);
  } finally {
    closeSync(file);
  }
}

function cellsOf(row: number, rows: number, chance: Chance, mess: number): string[] {
  const first = chance.pick(firstNames);
  const last = chance.pick(lastNames);
  // One row in a hundred is a person who is in the file already.
  const person = chance.happens(0.01) ? 1 + chance.below(row) : row;
  const digits = String((person * 7919) % 10_000_000).padStart(7, '0');
  const national = `${mobiles[person % mobiles.length] ?? ''}${digits}`;
  const day = String(1 + chance.below(28)).padStart(2, '0');
  const month = String(1 + chance.below(12)).padStart(2, '0');
  const some = [chance.pick(tags), chance.pick(tags)];
  return [
    `C-${String(person).padStart(String(rows).length, '0')}`,
    first,
    // Every twelfth name has a comma in it, and must be quoted.
    chance.happens(1 / 12) ? `"${last}, Dr."` : last,
    chance.happens(mess) ? messy(national, chance) : `+49${national}`,
    `${first
      .toLowerCase()
      .normalize('NFD')
      .replace(/[^a-z]/g, '')}.${person}@example.com`,
    some.join(';'),
    `${day}.${month}.2026`,
    chance.happens(0.95) ? 'yes' : 'no',
  ];
}

/** One of the ways in which people write a phone, and some that can't be sent. */
function messy(national: string, chance: Chance): string {
  switch (chance.below(8)) {
    case 0:
      return `0${national}`;
    case 1:
      return `0049${national}`;
    case 2:
      return `0${national.slice(0, 3)}/${national.slice(3)}`;
    case 3:
      return `+49 (0) ${national.slice(0, 3)} ${national.slice(3)}`;
    case 4:
      return `49${national}`;
    case 5:
      return national.slice(0, 6);
    case 6:
      return '';
    default:
      return `+49 ${national.slice(0, 3)} ${national.slice(3, 7)} ${national.slice(7)}`;
  }
}
