import { describe, expect, it } from 'vitest';
import { apiProfileSchema, defaultApiProfile } from '../../../shared/api-profile.ts';
import { batchBody, toWire } from '../../../shared/contact.ts';

const contact = {
  externalReferenceId: '+15551234567',
  firstName: 'Ann',
  lastName: 'Lee',
  phoneNumber: '+15551234567',
  emailAddress: 'a@b.c',
  tags: ['984'],
  customProperties: { zeotap_audience_name: 'VIP' },
};

describe('a contact on the wire', () => {
  it('has the names and slots of the contact API', () => {
    expect(toWire(contact, defaultApiProfile)).toEqual({
      external_reference_id: '+15551234567',
      source_type: 'audience-push',
      first_name: 'Ann',
      last_name: 'Lee',
      phone_numbers: [{ type: 'main', value: '+15551234567' }],
      email_address: [{ type: 'main', value: 'a@b.c' }],
      tags: ['984'],
      custom_properties: { zeotap_audience_name: 'VIP' },
    });
  });

  it('leaves empty lists and objects out', () => {
    const wire = toWire({ externalReferenceId: '7', tags: [], customProperties: {} }, defaultApiProfile);
    expect(wire).toEqual({ external_reference_id: '7', source_type: 'audience-push' });
  });

  it('stands under the envelope, bare, or alone, as the profile says', () => {
    const wire = toWire({ externalReferenceId: '7', tags: [], customProperties: {} }, defaultApiProfile);
    expect(JSON.parse(batchBody([wire], defaultApiProfile))).toEqual({ contacts: [wire] });
    expect(JSON.parse(batchBody([wire], apiProfileSchema.parse({ envelope: null })))).toEqual([wire]);
    expect(JSON.parse(batchBody([wire], apiProfileSchema.parse({ mode: 'single' })))).toEqual(wire);
  });
});

describe('an API profile', () => {
  it('may leave out every key', () => {
    expect(apiProfileSchema.parse({})).toMatchObject({
      method: 'PUT',
      batchSize: 1000,
      auth: { header: 'x-api-key' },
    });
  });

  it.each([
    [{ batchSize: 1001 }],
    [{ path: 'contacts' }],
    [{ path: '/a?b=c' }],
    [{ auth: { header: 'x api key' } }],
    [{ auth: { prefix: 'Bearer\r\nX: y' } }],
    [{ unknown: true }],
  ])('is refused with %j', (input) => {
    expect(apiProfileSchema.safeParse(input).success).toBe(false);
  });
});
