import { existsSync, readFileSync } from 'node:fs';
import Papa from 'papaparse';
import { describe, expect, it } from 'vitest';
import { readSampleMapping } from '../../../electron/practice/sample/sample-mapping.ts';
import { sampleMappingPath, samplePath } from '../../../electron/practice/sample/sample-path.ts';
import { firstProperties, firstTags } from '../../../electron/practice/schema.ts';
import { columns, makeSampleCsv } from '../../../scripts/sample/audience.ts';
import * as reserved from '../../../scripts/sample/reserved.ts';
import { wrongPhones } from '../../../scripts/sample/wrong-phones.ts';
import { createRowChecker } from '../../../shared/check-row.ts';
import { missingColumns } from '../../../shared/mapping.ts';

const csv = readFileSync(samplePath, 'utf8').replaceAll('\r\n', '\n');
const [header, ...rows] = Papa.parse<string[]>(csv, { skipEmptyLines: true }).data;
const mapping = readSampleMapping();
const column = (name: (typeof columns)[number]): string[] =>
  rows.map((cells) => cells[columns.indexOf(name)] ?? '');
const checks = rows.map(createRowChecker(mapping, columns));
const sent = checks.flatMap(({ contact }) => contact ?? []);

describe('the sample audience', () => {
  it('is what its seed gives', () => {
    expect(csv).toBe(makeSampleCsv());
  });

  it('has some 500 rows and the columns of an export', () => {
    expect(header).toEqual([...columns]);
    expect(rows.length).toBeGreaterThanOrEqual(490);
    expect(rows.length).toBeLessThanOrEqual(530);
  });

  it('lies where the app looks for it', () => {
    expect(existsSync(samplePath)).toBe(true);
    expect(existsSync(sampleMappingPath)).toBe(true);
  });

  it('has names with umlauts and accents, commas, quotes and a line break', () => {
    const names = [...column('first_name'), ...column('last_name')].join(' ');
    for (const sign of ['ä', 'ö', 'ü', 'ß', 'é', ',', '"', '\n']) expect(names).toContain(sign);
  });

  it('writes consent in two languages, and not always the same way', () => {
    const values = new Set(column('newsletter_consent'));
    for (const value of ['ja', 'Ja', 'yes', 'nein', 'no', '']) expect(values).toContain(value);
  });

  it('sends only numbers that nobody has', () => {
    const phones = sent.map((contact) => contact.phoneNumber ?? '');
    expect(phones.filter((phone) => !reserved.isReserved(phone))).toEqual([]);
  });

  it('uses e-mail domains reserved for examples only', () => {
    const domains = column('email').flatMap((email) => email.match(/[^@]*\.[a-z]+$/) ?? []);
    expect(domains.filter((domain) => !/(?:^|[.)])example\.(?:com|org|net)$/.test(domain))).toEqual([]);
  });

  it('has most of its people reachable, and enough that are not', () => {
    expect(sent.length / rows.length).toBeGreaterThan(0.6);
    expect(sent.length / rows.length).toBeLessThan(0.8);
  });

  it.each([
    ...['phone.missing_plus', 'phone.lost_zero', 'phone.idd_prefix', 'phone.national_format'],
    ...['phone.trunk_zero', 'phone.separators', 'phone.unicode', 'phone.float_suffix'],
    ...['phone.possible_only', 'phone.country_mismatch', 'phone.not_mobile'],
    ...['row.filtered', 'row.ragged', 'reference_id.empty'],
    ...['email.malformed', 'date.invalid', 'number.invalid', 'number.ambiguous'],
  ])('has rows with %s', (code) => {
    expect(checks.filter(({ findings }) => findings.some((finding) => finding.code === code))).not.toEqual(
      [],
    );
  });

  it('has people twice who show only once their numbers are in one form', () => {
    const ids = sent.map((contact) => contact.externalReferenceId);
    expect(ids.length - new Set(ids).size).toBeGreaterThanOrEqual(12);
  });

  it('has people who say yes in one row and no in another', () => {
    const yes = new Set(sent.map((contact) => contact.externalReferenceId));
    const no = checks.filter((check) => check.filtered && yes.has(check.externalReferenceId ?? ''));
    expect(no.length).toBeGreaterThanOrEqual(4);
  });
});

describe('its wrong phone cells', () => {
  const check = createRowChecker(mapping, columns);
  const rowWith = (phone: string, country: string): string[] =>
    columns.map((name) => ({ phone, country, newsletter_consent: 'ja' })[name as string] ?? '');

  it('are wrong in three dozen ways', () => {
    expect(new Set(wrongPhones.map(({ way }) => way)).size).toBeGreaterThanOrEqual(36);
  });

  it.each(wrongPhones)('$way ($cell) is not sent, for $code', ({ cell, country, code }) => {
    const { verdict, findings } = check(rowWith(cell, country ?? 'DE'));
    expect(verdict).toBe('excluded');
    expect(findings.map((finding) => finding.code)).toContain(code);
  });

  it.each(wrongPhones)('$way ($cell) stands in the file', ({ cell }) => {
    expect(column('phone')).toContain(cell);
  });
});

describe('its mapping', () => {
  it('names columns that the file has', () => {
    expect(missingColumns(mapping, columns)).toEqual([]);
  });

  it('takes the phone for the reference ID, and only people who agreed', () => {
    expect(mapping).toMatchObject({
      referenceId: 'as-phone',
      phone: { defaultCountry: 'DE', countryColumn: 'country' },
      onlyRowsWhere: [{ column: 'newsletter_consent', in: ['ja', 'yes'] }],
    });
  });

  it('sends properties of the types that the practice workspace has', () => {
    expect(mapping.customProperties.map(({ technicalName, type }) => ({ technicalName, type }))).toEqual(
      firstProperties,
    );
  });

  it('sends tags that the practice workspace has, all but one', () => {
    const tags = new Set(sent.flatMap((contact) => contact.tags));
    expect([...tags].filter((tag) => !firstTags.includes(tag))).toEqual(['outlet']);
    expect([...firstTags].filter((tag) => !tags.has(tag))).toEqual([]);
  });
});
