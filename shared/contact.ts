import type { ApiProfile } from './api-profile.ts';

/** What a custom property may hold: strings, numbers and dates (sent as ISO 8601 `YYYY-MM-DD`). */
export type PropertyValue = string | number;

/**
 * What a row becomes: the values of one upsert, cleaned, before they take their form on the wire.
 * A field that the mapping leaves out, or whose cell is empty, is absent; it is never an empty text.
 */
export interface Contact {
  readonly externalReferenceId: string;
  readonly firstName?: string;
  readonly middleName?: string;
  readonly lastName?: string;
  /** E.164, with the plus. */
  readonly phoneNumber?: string;
  readonly emailAddress?: string;
  readonly tags: readonly string[];
  readonly customProperties: Readonly<Record<string, PropertyValue>>;
}

/** A contact as Hello Charles takes it. Source: help article 264408 "Contact API". */
export interface WireContact {
  external_reference_id: string;
  source_type: string;
  first_name?: string;
  middle_name?: string;
  last_name?: string;
  phone_numbers?: { type: string; value: string }[];
  email_address?: { type: string; value: string }[];
  tags?: string[];
  custom_properties?: Record<string, PropertyValue>;
}

/** The wire form of a contact under a profile. Empty lists and objects are left out. */
export function toWire(contact: Contact, profile: ApiProfile): WireContact {
  const wire: WireContact = {
    external_reference_id: contact.externalReferenceId,
    source_type: profile.sourceType,
  };
  if (contact.firstName) wire.first_name = contact.firstName;
  if (contact.middleName) wire.middle_name = contact.middleName;
  if (contact.lastName) wire.last_name = contact.lastName;
  if (contact.phoneNumber) wire.phone_numbers = [{ type: profile.phoneType, value: contact.phoneNumber }];
  if (contact.emailAddress) wire.email_address = [{ type: profile.emailType, value: contact.emailAddress }];
  if (contact.tags.length > 0) wire.tags = [...contact.tags];
  if (Object.keys(contact.customProperties).length > 0)
    wire.custom_properties = { ...contact.customProperties };
  return wire;
}

/** The JSON body of one request for these contacts: under the envelope's name, or a bare array. */
export function batchBody(contacts: readonly WireContact[], profile: ApiProfile): string {
  if (profile.mode === 'single') return JSON.stringify(contacts[0]);
  return JSON.stringify(profile.envelope === null ? contacts : { [profile.envelope]: contacts });
}
