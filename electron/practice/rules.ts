import * as z from 'zod';
import type { PropertyValue } from '../../shared/contact.ts';

/**
 * What Hello Charles does with a contact that it is sent, as far as it is known, without any I/O.
 * Sources: Zeotap's integration guide "Hello Charles" and the vendor's help article 264408 "Contact API".
 * What neither of them says is a choice of the practice workspace, and marked so.
 */

/** What a custom property may hold: "Values can be strings, numbers, or dates". */
export type PracticePropertyType = 'string' | 'number' | 'date';

/** Most contacts in one request: "batches of up to 1,000 contacts per request". */
export const maxContacts = 1000;

/** "Start with a plus, include the country code, no spaces or other characters"; 15 digits is E.164's limit. */
const phonePattern = /^\+[1-9]\d{6,14}$/;

/** ISO 8601, a day or a moment. A choice: the guide doesn't name a format. */
const datePattern = /^(\d{4})-(\d{2})-(\d{2})(?:T\d{2}:\d{2}(?::\d{2}(?:\.\d+)?)?(?:Z|[+-]\d{2}:?\d{2})?)?$/;

const text = z.string().max(1000);
/** An entry of `phone_numbers` or `email_address`. Without a type it goes to the main slot. */
const slotSchema = z.object({ type: z.string().default('main'), value: text });

const contactSchema = z.object({
  external_reference_id: z.string().trim().min(1).max(255),
  source_type: z.string().trim().min(1).max(255),
  first_name: text.optional(),
  middle_name: text.optional(),
  last_name: text.optional(),
  phone_numbers: z
    .array(slotSchema.extend({ value: z.string().regex(phonePattern) }))
    .max(20)
    .optional(),
  /** Singular, as in the vendor's article. Its values are not checked: "email validation is lighter". */
  email_address: z.array(slotSchema).max(20).optional(),
  tags: z.array(text).max(500).optional(),
  custom_properties: z.record(z.string().max(255), z.unknown()).optional(),
});

/** One upsert that can be applied. A field that wasn't sent is absent and stays as it is. */
export interface ContactUpsert {
  readonly sourceType: string;
  readonly externalReferenceId: string;
  readonly firstName?: string;
  readonly middleName?: string;
  readonly lastName?: string;
  /** E.164. */
  readonly phoneNumber?: string;
  readonly emailAddress?: string;
  /** As sent, each once. Whether they exist is the workspace's to know. */
  readonly tags: readonly string[];
  readonly customProperties: Readonly<Record<string, unknown>>;
}

/** A contact that was read, or why it can't be. `externalReferenceId` is null where there is none to name. */
export type JudgedContact =
  | { readonly ok: true; readonly contact: ContactUpsert }
  | { readonly ok: false; readonly externalReferenceId: string | null; readonly reason: string };

/** Reads one contact of a request. Never throws: a bad contact fails alone. */
export function judgeContact(body: unknown): JudgedContact {
  const parsed = contactSchema.safeParse(body);
  if (!parsed.success)
    return { ok: false, externalReferenceId: idOf(body), reason: reasonOf(parsed.error.issues[0]) };
  const sent = parsed.data;
  const phoneNumber = mainSlot(sent.phone_numbers);
  const emailAddress = mainSlot(sent.email_address);
  return {
    ok: true,
    contact: {
      sourceType: sent.source_type,
      externalReferenceId: sent.external_reference_id,
      ...(sent.first_name === undefined ? {} : { firstName: sent.first_name }),
      ...(sent.middle_name === undefined ? {} : { middleName: sent.middle_name }),
      ...(sent.last_name === undefined ? {} : { lastName: sent.last_name }),
      ...(phoneNumber === undefined ? {} : { phoneNumber }),
      ...(emailAddress === undefined ? {} : { emailAddress }),
      tags: [...new Set(sent.tags)],
      customProperties: sent.custom_properties ?? {},
    },
  };
}

/** "Required only when creating new contacts; can be omitted when updating existing contacts". */
export function canCreate(contact: ContactUpsert): boolean {
  return Boolean(contact.phoneNumber) || Boolean(contact.emailAddress?.trim());
}

/** Why a contact that doesn't exist yet and has neither phone nor e-mail address is refused. */
export const needsPhoneOrEmail = 'a phone number or an e-mail address is needed to create a contact';

/** True if a property of this type takes the value. */
export function fitsType(type: PracticePropertyType, value: unknown): value is PropertyValue {
  if (type === 'string') return typeof value === 'string';
  if (type === 'number') return typeof value === 'number' && Number.isFinite(value);
  return typeof value === 'string' && isDate(value);
}

/** A request's contacts: under `contacts`, or as a bare array. Null if the body is neither. */
export function contactsOf(body: unknown): readonly unknown[] | null {
  const parsed = batchSchema.safeParse(body);
  if (!parsed.success) return null;
  return Array.isArray(parsed.data) ? parsed.data : parsed.data.contacts;
}

const batchSchema = z.union([z.array(z.unknown()), z.object({ contacts: z.array(z.unknown()) })]);

/** The slot that the platform calls main; the first one where none has that name (a choice). */
function mainSlot(
  slots: readonly { readonly type: string; readonly value: string }[] | undefined,
): string | undefined {
  return (slots?.find((slot) => slot.type === 'main') ?? slots?.[0])?.value;
}

function isDate(value: string): boolean {
  const match = datePattern.exec(value);
  if (!match) return false;
  const [, year, month, day] = match.map(Number);
  if (year === undefined || month === undefined || day === undefined) return false;
  const date = new Date(Date.UTC(year, month - 1, day));
  return date.getUTCMonth() === month - 1 && date.getUTCDate() === day;
}

const idSchema = z.object({ external_reference_id: z.string().trim().min(1) });

function idOf(body: unknown): string | null {
  const parsed = idSchema.safeParse(body);
  return parsed.success ? parsed.data.external_reference_id : null;
}

/** Words for the first thing that is wrong with a contact. Never repeats its values. */
function reasonOf(issue: z.core.$ZodIssue | undefined): string {
  if (!issue || issue.path.length === 0) return 'not a contact object';
  const field = issue.path.map(String).join('.');
  if (issue.path[0] === 'phone_numbers' && issue.path[2] === 'value')
    return `${field} must be in international format: +, country code, number, nothing else`;
  if (issue.code === 'too_small') return `${field} must not be empty`;
  if (issue.code === 'invalid_type' && issue.path.length === 1 && requiredFields.has(field))
    return `${field} is required, as text`;
  return `${field}: ${issue.message}`;
}

const requiredFields = new Set(['external_reference_id', 'source_type']);
