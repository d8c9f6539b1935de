import type { WireContact } from '../../../shared/contact.ts';

/** The most that a request may hold. */
export const contactsPerRequest = 1000;

/** One contact as a push of an ordinary audience sends it: about 330 bytes. @param number from 1 */
export function contactOf(number: number): WireContact {
  const phone = `+4915${String(10_000_000_000 + number).slice(1)}`;
  return {
    external_reference_id: phone,
    source_type: 'audience-push',
    first_name: 'Annegret',
    last_name: `Müller-${number}`,
    phone_numbers: [{ type: 'main', value: phone }],
    email_address: [{ type: 'main', value: `annegret.mueller-${number}@example.com` }],
    tags: ['spring-vip', 'newsletter'],
    custom_properties: {
      zeotap_audience_name: 'VIP Spring',
      orders: number % 40,
      last_purchase: '2026-01-31',
    },
  };
}
