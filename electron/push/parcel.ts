import { crc32 } from 'node:zlib';
import type { ApiProfile } from '../../shared/api-profile.ts';
import { failWith } from '../../shared/result.ts';

/** Between two contacts of a frozen body. JSON text holds no bare line break, so it can be cut there again. */
export const contactSeparator = ',\n';

/** What stands around the contacts in a request's body. */
export function bodyFrame({ mode, envelope }: ApiProfile): { readonly head: string; readonly tail: string } {
  if (mode === 'single') return { head: '', tail: '' };
  return envelope === null
    ? { head: '[', tail: ']' }
    : { head: `{${JSON.stringify(envelope)}:[`, tail: ']}' };
}

/** The body of a request for contacts in JSON. */
export function frameContacts(contacts: readonly string[], profile: ApiProfile): string {
  const { head, tail } = bodyFrame(profile);
  return head + contacts.join(contactSeparator) + tail;
}

/** The contacts of a frozen body, as they were. */
export function unframeContacts(body: Buffer, profile: ApiProfile): string[] {
  const { head, tail } = bodyFrame(profile);
  const text = body.toString('utf8');
  return text.slice(head.length, text.length - tail.length).split(contactSeparator);
}

/**
 * The frozen contacts of one batch, as the very bytes that go out: a whole batch is sent without being parsed or
 * written anew, and a part of it is cut out.
 */
export class Parcel {
  /** Reference IDs, in the order of the payload. */
  readonly ids: readonly string[];
  private readonly whole: Buffer;
  private readonly profile: ApiProfile;
  private contacts: readonly string[] | null = null;

  /** @throws AppFailure `store.failed` if the payload isn't what was frozen */
  constructor(ids: readonly string[], payload: Buffer, checksum: number, profile: ApiProfile) {
    if (crc32(payload) !== checksum) failWith('store.failed', undefined, 'a frozen batch is damaged');
    this.ids = ids;
    this.whole = payload;
    this.profile = profile;
  }

  /** The body of a request for these contacts. @param part positions in the parcel, in ascending order */
  body(part: readonly number[]): Buffer {
    if (part.length === this.ids.length) return this.whole;
    this.contacts ??= unframeContacts(this.whole, this.profile);
    const { contacts } = this;
    if (contacts.length !== this.ids.length) failWith('store.failed', undefined, 'a frozen batch is damaged');
    return Buffer.from(
      frameContacts(
        part.map((index) => contacts[index] ?? ''),
        this.profile,
      ),
    );
  }
}
