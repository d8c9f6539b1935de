import { describe, expect, it } from 'vitest';
import { canCreate, contactsOf, fitsType, judgeContact } from '../../../electron/practice/rules.ts';

const ann = {
  external_reference_id: '+4915228817386',
  source_type: 'audience-push',
  first_name: 'Ann',
  phone_numbers: [{ type: 'main', value: '+4915228817386' }],
};

const read = (body: unknown) => {
  const judged = judgeContact(body);
  if (!judged.ok) throw new Error(judged.reason);
  return judged.contact;
};
const reasonFor = (body: unknown): string | null => {
  const judged = judgeContact(body);
  return judged.ok ? null : judged.reason;
};

describe('a contact as it is sent', () => {
  it('is read field by field; what was not sent is absent', () => {
    expect(read(ann)).toEqual({
      sourceType: 'audience-push',
      externalReferenceId: '+4915228817386',
      firstName: 'Ann',
      phoneNumber: '+4915228817386',
      tags: [],
      customProperties: {},
    });
  });

  it('needs an external reference ID, which is not empty', () => {
    expect(reasonFor({ ...ann, external_reference_id: undefined })).toMatch(
      /external_reference_id is required/,
    );
    expect(reasonFor({ ...ann, external_reference_id: '  ' })).toMatch(
      /external_reference_id must not be empty/,
    );
    expect(reasonFor({ ...ann, external_reference_id: 4915228817386 })).toMatch(/as text/);
  });

  it('needs a source type', () => {
    expect(reasonFor({ ...ann, source_type: undefined })).toMatch(/source_type is required/);
  });

  it.each([
    '0152 28817386',
    '+49 152 28817386',
    '+49(152)28817386',
    '4915228817386',
    '0049152288173',
    '+0152288173',
    '+123456',
    '+1234567890123456',
    '',
  ])('fails with the phone %j', (value) => {
    expect(reasonFor({ ...ann, phone_numbers: [{ type: 'main', value }] })).toMatch(/international format/);
  });

  it.each(['+1234567', '+15551234567', '+123456789012345'])('takes the phone %s', (value) => {
    expect(read({ ...ann, phone_numbers: [{ type: 'main', value }] }).phoneNumber).toBe(value);
  });

  it('fails for a bad phone in any slot', () => {
    const phone_numbers = [...ann.phone_numbers, { type: 'work', value: '030 1234' }];
    expect(reasonFor({ ...ann, phone_numbers })).toMatch(/^phone_numbers\.1\.value/);
  });

  it('takes the main slot, wherever it stands in the list', () => {
    const phone_numbers = [{ type: 'work', value: '+4930123456' }, ...ann.phone_numbers];
    expect(read({ ...ann, phone_numbers }).phoneNumber).toBe('+4915228817386');
  });

  it('checks e-mail addresses lightly: a malformed one is kept', () => {
    expect(read({ ...ann, email_address: [{ value: 'ann(at)example' }] }).emailAddress).toBe(
      'ann(at)example',
    );
  });

  it('carries each tag once', () => {
    expect(read({ ...ann, tags: ['vip', '984', 'vip'] }).tags).toEqual(['vip', '984']);
  });

  it.each([[null], ['ann'], [7], [[ann]]])('fails for %j, which is no contact', (body) => {
    expect(judgeContact(body)).toEqual({
      ok: false,
      externalReferenceId: null,
      reason: 'not a contact object',
    });
  });

  it('names the contact that fails, and repeats none of its values', () => {
    const judged = judgeContact({ ...ann, phone_numbers: [{ value: '0152 SECRET' }] });
    expect(judged).toMatchObject({ ok: false, externalReferenceId: '+4915228817386' });
    expect(judged.ok ? '' : judged.reason).not.toContain('SECRET');
  });
});

describe('creating a contact', () => {
  const contact = { sourceType: 's', externalReferenceId: '1', tags: [], customProperties: {} };

  it('takes a phone number or an e-mail address', () => {
    expect(canCreate({ ...contact, phoneNumber: '+15551234567' })).toBe(true);
    expect(canCreate({ ...contact, emailAddress: 'a@b.c' })).toBe(true);
    expect(canCreate(contact)).toBe(false);
    expect(canCreate({ ...contact, emailAddress: ' ' })).toBe(false);
  });
});

describe('the values of a property', () => {
  it.each([
    ['string', 'VIP', true],
    ['string', 7, false],
    ['number', 7.5, true],
    ['number', '7.5', false],
    ['date', '2026-02-28', true],
    ['date', '2026-02-28T10:00:00Z', true],
    ['date', '2026-02-30', false],
    ['date', '28.02.2026', false],
    ['date', 20260228, false],
    ['string', null, false],
    ['string', ['VIP'], false],
  ] as const)('%s takes %j: %s', (type, value, fits) => {
    expect(fitsType(type, value)).toBe(fits);
  });
});

describe('the contacts of a request', () => {
  it('stand under "contacts" or in a bare array', () => {
    expect(contactsOf({ contacts: [ann] })).toEqual([ann]);
    expect(contactsOf([ann, 'junk'])).toEqual([ann, 'junk']);
  });

  it.each([[null], [{}], [{ contacts: {} }], ['[]'], [{ data: [] }]])('are not in %j', (body) => {
    expect(contactsOf(body)).toBeNull();
  });
});
