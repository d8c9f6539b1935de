import type { ApiProfile } from '../../shared/api-profile.ts';
import { bodyFrame, contactSeparator } from './parcel.ts';
import type { FrozenBatch, FrozenContact } from './run-writer.ts';

/** Packs contacts into batches, by number and by bytes. */
export class Packer {
  /** How many contacts were packed. */
  contacts = 0;
  private readonly batchSize: number;
  private readonly maxBytes: number;
  private open: FrozenContact[] = [];
  private openBytes = 0;
  private full: FrozenBatch[] = [];
  private batchCount = 0;

  constructor(profile: ApiProfile) {
    this.batchSize = profile.mode === 'single' ? 1 : profile.batchSize;
    const { head, tail } = bodyFrame(profile);
    this.maxBytes = profile.maxBodyBytes - Buffer.byteLength(head + tail);
  }

  /** @returns the number of the contact within the run, from 1 */
  add(contact: FrozenContact): number {
    const bytes = Buffer.byteLength(contact.json) + contactSeparator.length;
    const isFull = this.open.length === this.batchSize || this.openBytes + bytes > this.maxBytes;
    // A contact that is too large by itself goes alone: the API says what it thinks of it.
    if (isFull && this.open.length > 0) this.closeBatch();
    this.open.push(contact);
    this.openBytes += bytes;
    this.contacts += 1;
    return this.contacts;
  }

  /** How many full batches wait to be taken. */
  get waiting(): number {
    return this.full.length;
  }

  /** The full batches since the last call. @param all also the one that isn't full */
  take(all = false): FrozenBatch[] {
    if (all && this.open.length > 0) this.closeBatch();
    const taken = this.full;
    this.full = [];
    return taken;
  }

  private closeBatch(): void {
    this.batchCount += 1;
    const firstContact = this.contacts - this.open.length + 1;
    this.full.push({ number: this.batchCount, firstContact, contacts: this.open });
    this.open = [];
    this.openBytes = 0;
  }
}
