import type { Page, PracticeContact, PracticeStatus } from '../../shared/bridge.ts';

/** The practice workspace: a Hello Charles look-alike on loopback that keeps what it is sent. */
export interface Practice {
  /** Listens (if it doesn't yet) on a free port of 127.0.0.1. The key is made once and kept for this instance. */
  start(): Promise<{ readonly baseUrl: string; readonly key: string }>;
  status(): PracticeStatus;
  contacts(search: string, offset: number, limit: number): Page<PracticeContact>;
  /** Contacts that carry a tag, or whose property contains the value. */
  count(filter: {
    readonly kind: 'tag' | 'property';
    readonly name: string;
    readonly value: string | null;
  }): number;
  addTag(tag: string): void;
  addProperty(technicalName: string, type: 'string' | 'number' | 'date'): void;
  /** Forgets all contacts; tags, properties and the key stay. */
  reset(): void;
  close(): Promise<void>;
}
