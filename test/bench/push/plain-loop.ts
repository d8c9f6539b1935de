import { contactOf, contactsPerRequest } from './people.ts';

/**
 * What the push is compared with: builds the same bodies, sends them one after the other, reads the answers, and
 * keeps nothing.
 * @returns contacts per second
 */
export async function plainLoop(contacts: number, baseUrl: string): Promise<number> {
  const started = performance.now();
  for (let from = 1; from <= contacts; from += contactsPerRequest) {
    const batch = Array.from({ length: contactsPerRequest }, (_, index) => contactOf(from + index));
    const response = await fetch(`${baseUrl}/api/v1beta/contacts/batch`, {
      method: 'PUT',
      headers: { 'content-type': 'application/json', 'x-api-key': 'key' },
      body: JSON.stringify({ contacts: batch }),
    });
    await response.text();
    if (!response.ok) throw new Error(`HTTP ${response.status}`);
  }
  return contacts / ((performance.now() - started) / 1000);
}
