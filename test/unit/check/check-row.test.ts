import { describe, expect, it } from 'vitest';
import { createRowChecker } from '../../../shared/check-row.ts';
import { type MappingInput, mappingSchema } from '../../../shared/mapping.ts';

const columns = ['id', 'first', 'last', 'phone', 'email', 'tags', 'orders', 'bought', 'consent', 'country'];
const row = (values: Partial<Record<string, string>>): string[] =>
  columns.map((column) => values[column] ?? '');
const checker = (input: Omit<MappingInput, 'version'>) =>
  createRowChecker(mappingSchema.parse({ version: 1, ...input }), columns);
const codes = (check: { findings: readonly { code: string }[] }): string[] =>
  check.findings.map(({ code }) => code);

const full = checker({
  externalReferenceId: { column: 'id' },
  firstName: { column: 'first' },
  lastName: { column: 'last' },
  phoneNumber: { column: 'phone' },
  emailAddress: { column: 'email' },
  tags: [{ constant: '984' }, { column: 'tags', separator: ';' }],
  customProperties: [
    { technicalName: 'audience', type: 'string', source: { constant: 'VIP' } },
    { technicalName: 'orders', type: 'number', source: { column: 'orders' } },
    { technicalName: 'bought', type: 'date', format: 'dd.MM.yyyy', source: { column: 'bought' } },
  ],
  phone: { defaultCountry: 'DE' },
});

describe('a row becomes a contact', () => {
  it('with every mapped field, cleaned', () => {
    const check = full(
      row({
        id: ' 7 ',
        first: ' Jörg',
        last: 'Müller',
        phone: '+49 1522 8817386',
        email: 'j@example.com',
        tags: 'VIP; Sommer;VIP',
        orders: '12',
        bought: '24.12.2025',
      }),
    );
    expect(check.contact).toEqual({
      externalReferenceId: '7',
      firstName: 'Jörg',
      lastName: 'Müller',
      phoneNumber: '+4915228817386',
      emailAddress: 'j@example.com',
      tags: ['984', 'VIP', 'Sommer'],
      customProperties: { audience: 'VIP', orders: 12, bought: '2025-12-24' },
    });
    expect(check.verdict).toBe('fixed');
  });

  it('leaves out what is empty, instead of sending it as empty', () => {
    const check = full(row({ id: '7' }));
    expect(check.contact).toEqual({
      externalReferenceId: '7',
      tags: ['984'],
      customProperties: { audience: 'VIP' },
    });
    expect(codes(check)).toEqual(['phone.empty']);
    expect(check.verdict).toBe('ready');
  });

  it('leaves out a value that can not be right, warns, and sends the rest', () => {
    const check = full(row({ id: '7', orders: '1.234', bought: '31.02.2025', email: 'nobody' }));
    expect(codes(check)).toEqual(['phone.empty', 'email.malformed', 'number.ambiguous', 'date.invalid']);
    expect(check.verdict).toBe('warned');
    // The platform is lenient with e-mail addresses: shown, and sent as it is.
    expect(check.contact).toMatchObject({ emailAddress: 'nobody', customProperties: { audience: 'VIP' } });
    expect(check.contact?.customProperties).not.toHaveProperty('orders');
  });

  it('needs a reference ID', () => {
    const check = full(row({ phone: '+4915228817386' }));
    expect(check).toMatchObject({ verdict: 'excluded', contact: null });
    expect(codes(check)).toContain('reference_id.empty');
  });
});

describe('the reference ID as a phone', () => {
  const mapping = {
    externalReferenceId: { column: 'phone' },
    phoneNumber: { column: 'phone' },
    phone: { defaultCountry: 'DE' },
  };

  it('is normalised exactly as the phone is', () => {
    const check = checker(mapping)(row({ phone: '01522 8817386' }));
    expect(check.contact).toMatchObject({
      externalReferenceId: '+4915228817386',
      phoneNumber: '+4915228817386',
    });
  });

  it('is missing where the phone is empty: one reason, not two', () => {
    expect(codes(checker(mapping)(row({})))).toEqual(['reference_id.empty']);
  });

  it('is sent as it stands in the file where the mapping says so', () => {
    const check = checker({ ...mapping, referenceId: 'as-is' })(row({ phone: '01522 8817386' }));
    expect(check.contact).toMatchObject({
      externalReferenceId: '01522 8817386',
      phoneNumber: '+4915228817386',
    });
  });
});

describe('a bad phone', () => {
  const mapping = { externalReferenceId: { column: 'id' }, phoneNumber: { column: 'phone' } };

  it('excludes its row', () => {
    expect(checker(mapping)(row({ id: '7', phone: '4,91512E+11' }))).toMatchObject({
      verdict: 'excluded',
      contact: null,
    });
  });

  it('is left out and the rest is sent, where the mapping says so', () => {
    const check = checker({ ...mapping, phone: { invalid: 'omit' } })(row({ id: '7', phone: '4,91512E+11' }));
    expect(check).toMatchObject({ verdict: 'warned', contact: { externalReferenceId: '7' } });
    expect(check.contact).not.toHaveProperty('phoneNumber');
    expect(codes(check)).toEqual(['phone.scientific']);
  });
});

describe('the row filter', () => {
  const filtered = checker({
    externalReferenceId: { column: 'id' },
    onlyRowsWhere: [
      { column: 'consent', in: ['yes', 'Ja'] },
      { column: 'country', in: ['DE'] },
    ],
  });

  it('lets a row through when all conditions hold, whatever the case and the spaces', () => {
    expect(filtered(row({ id: '7', consent: ' JA ', country: 'de' })).verdict).toBe('ready');
  });

  it.each([{ consent: 'nein', country: 'DE' }, { consent: 'ja', country: 'AT' }, { country: 'DE' }])(
    'takes out %j, for that reason alone',
    (values) => {
      const check = filtered(row({ id: '', ...values }));
      expect(check).toMatchObject({ verdict: 'excluded', filtered: true, contact: null });
      expect(codes(check)).toEqual(['row.filtered']);
    },
  );
});

describe('a ragged row', () => {
  const mapping = { externalReferenceId: { column: 'id' } };

  it('with too few cells is sent, with a warning', () => {
    expect(checker(mapping)(['7', 'Ann'])).toMatchObject({
      verdict: 'warned',
      contact: { externalReferenceId: '7' },
    });
  });

  it('with too many cells is excluded: one stray comma shifts phone and consent', () => {
    const check = checker(mapping)([...row({ id: '7' }), 'x']);
    expect(check.verdict).toBe('excluded');
    expect(codes(check)).toEqual(['row.ragged']);
  });

  it('with too many cells is sent once the person accepted that', () => {
    expect(checker({ ...mapping, raggedRows: 'send' })([...row({ id: '7' }), 'x']).verdict).toBe('warned');
  });

  it('is not ragged where only empty cells follow', () => {
    expect(checker(mapping)([...row({ id: '7' }), '', ' ']).findings).toEqual([]);
  });
});
