import type { ApiProfile } from '../../shared/api-profile.ts';
import type { RequestPreview } from '../../shared/bridge.ts';
import { batchBody, type Contact, toWire } from '../../shared/contact.ts';

/** What stands for the key wherever a person may copy it. */
const maskedKey = '••••••••';
/** The shell variable that a copied command line takes the key from. */
const keyVariable = 'AUDIENCE_PUSH_API_KEY';

/** Made up: the number is reserved for fiction (NANP 555-01xx). */
const exampleContacts: readonly Contact[] = [
  {
    externalReferenceId: '+12025550123',
    firstName: 'Ann',
    lastName: 'Lee',
    phoneNumber: '+12025550123',
    emailAddress: 'ann@example.com',
    tags: ['spring-vip'],
    customProperties: { orders: 3, last_purchase: '2026-01-31' },
  },
];

/**
 * The request that a push would send, for people to read and to try by hand. The key is masked, and is a variable
 * in the command line: this function never sees it.
 * @param contacts of a check; none takes a made-up one
 */
export function previewRequest(
  baseUrl: string,
  profile: ApiProfile,
  contacts: readonly Contact[],
): RequestPreview {
  const shown = contacts.length > 0 ? contacts : exampleContacts;
  const wire = shown.slice(0, profile.mode === 'single' ? 1 : 3).map((contact) => toWire(contact, profile));
  const compact = batchBody(wire, profile);
  const url = baseUrl + profile.path;
  const { header, prefix } = profile.auth;
  const curl = [
    `curl --request ${profile.method} ${quote(url)}`,
    `--header 'content-type: application/json'`,
    `--header 'accept: application/json'`,
    // In double quotes, so that the shell puts the key in.
    `--header "${escapeDouble(`${header}: ${prefix}`)}$${keyVariable}"`,
    `--data ${quote(compact)}`,
  ].join(' \\\n  ');
  return {
    method: profile.method,
    url,
    headers: [
      ['content-type', 'application/json'],
      ['accept', 'application/json'],
      [header, prefix + maskedKey],
    ],
    body: JSON.stringify(JSON.parse(compact), null, 2),
    curl,
  };
}

/** A word for a POSIX shell, in single quotes. */
const quote = (text: string): string => `'${text.replaceAll("'", `'\\''`)}'`;
const escapeDouble = (text: string): string => text.replace(/[\\"$`]/g, (sign) => `\\${sign}`);
