import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createDecoder } from '../../../electron/import/decode.ts';
import type { Audience } from '../../../shared/audience.ts';
import type { ReadHow } from '../../../shared/read-how.ts';
import { type AppError, toAppError } from '../../../shared/result.ts';
import { saved } from '../../fixtures/awkward/awkward-audience.ts';
import { awkwardAudiences } from '../../fixtures/awkward/awkward-audiences.ts';
import { mutated, mutatedXml } from '../../fixtures/mutate.ts';
import { partsOf, zipOf } from '../../fixtures/zip.ts';
import { type Chance, chanceOf } from '../../phones/random.ts';
import { openEngineHere } from './open-engine-here.ts';

let here: Awaited<ReturnType<typeof openEngineHere>>;
beforeAll(async () => {
  here = await openEngineHere();
});
afterAll(() => here.close());

interface Read {
  readonly audience: Audience;
  readonly rows: readonly (readonly string[])[];
}

/** Imports a file, twice if it is to be read in a certain way. @returns why it failed, if it did */
async function read(bytes: Uint8Array, how?: ReadHow): Promise<Read | AppError> {
  const { engine, dataDir } = here;
  const path = join(dataDir, 'fuzzed');
  writeFileSync(path, bytes);
  try {
    const { audienceId } = how ? engine.imports.start(path, how) : engine.openFile(path);
    const audience = await engine.imports.finished(audienceId);
    const rows = engine.audiences.rows(audienceId, 0, audience.rowCount + 1).map(({ cells }) => cells);
    await engine.handlers['audiences.remove']({ id: audienceId });
    return { audience, rows };
  } catch (thrown) {
    return toAppError(thrown);
  }
}

/** A file is refused only for what it is: never is anything wrong with the app. */
function expectRefusal({ code, detail }: AppError, seed: number): void {
  expect(code, `seed ${seed}: ${detail ?? ''}`).toMatch(/^file\./);
}

const countOf = ({ audience }: Read, code: string): number =>
  audience.oddities.find((oddity) => oddity.code === code)?.count ?? 0;

/** Letters and digits of a text, in order: what is never markup of a table. */
const essence = (text: string): string => text.replace(/[^\p{L}\p{N}]/gu, '');

const isZip = (bytes: Uint8Array): boolean => bytes[0] === 0x50 && bytes[1] === 0x4b;
const small = awkwardAudiences.map(({ bytes }) => bytes).filter(({ length }) => length < 20_000);
const texts = small.filter((bytes) => !isZip(bytes) && bytes[0] !== 0x1f && bytes[0] !== 0xd0);
const books = [
  'libreoffice.xlsx',
  'libreoffice.ods',
  'gnumeric-several-sheets.xlsx',
  'gnumeric-several-sheets.ods',
];

async function mutatedBook(chance: Chance): Promise<Buffer> {
  const parts = await partsOf(Buffer.from(saved(chance.pick(books))));
  const wrong = chance.pick(parts.filter(({ name }) => /content|sheet|workbook|styles|rels/.test(name)));
  const book = zipOf(
    parts.map((part) =>
      part === wrong ? { ...part, content: mutatedXml(Buffer.from(part.content).toString(), chance) } : part,
    ),
  );
  return chance.happens(0.1) ? mutated(book, chance) : book;
}

describe('a file in which something went wrong', { timeout: 240_000 }, () => {
  it('is read with every record and every letter accounted for, or refused for what it is', async () => {
    for (let seed = 1; seed <= 150; seed += 1) {
      const chance = chanceOf(seed);
      const bytes = mutated(chance.pick(texts), chance);
      const usual = await read(bytes);
      if ('code' in usual) {
        expectRefusal(usual, seed);
        continue;
      }
      const { encoding, delimiter, headerLine, sheet } = usual.audience.readAs;
      expect(usual.rows, `seed ${seed}`).toHaveLength(usual.audience.rowCount);
      if (sheet !== undefined) continue;
      // The same file as nothing but data: as many records, and no letter less.
      const all = await read(bytes, { encoding, delimiter, headerLine: 0 });
      if ('code' in all) throw new Error(`seed ${seed}: ${all.code} ${all.detail ?? ''}`);
      const records = usual.rows.length + (headerLine > 0 ? 1 : 0) + countOf(usual, 'title_rows');
      expect(records + countOf(usual, 'blank_rows'), `records, seed ${seed}`).toBe(
        all.rows.length + countOf(all, 'blank_rows'),
      );
      const hasMark = bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf;
      const decoder = createDecoder(encoding);
      const text = decoder.decode(hasMark ? bytes.subarray(3) : bytes) + decoder.decode();
      const table = text.replace(/^\ufeff?"?sep=[^\r\n"]"?(?:\r\n|\r|\n)/i, '').replaceAll('\0', '');
      expect(essence(all.rows.flat().join('')), `letters, seed ${seed}`).toBe(essence(table));
    }
  });

  it('is read, or refused for what it is, where it is a workbook', async () => {
    for (let seed = 1; seed <= 100; seed += 1) {
      const found = await read(await mutatedBook(chanceOf(seed)));
      if ('code' in found) expectRefusal(found, seed);
      else expect(found.rows, `seed ${seed}`).toHaveLength(found.audience.rowCount);
    }
  });
});
