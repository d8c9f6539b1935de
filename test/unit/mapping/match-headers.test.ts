import { describe, expect, it } from 'vitest';
import {
  consentValues,
  normaliseHeader,
  proposeMapping,
  tagSeparator,
} from '../../../shared/match-headers.ts';

const people = [
  ['1001', 'Jörg', 'Müller', 'joerg@example.com', '+4915228817386', 'VIP;Sommer', 'ja'],
  ['1002', 'Ann', 'Lee', 'ann@example.com', '01522 8817387', 'VIP', 'nein'],
  ['1003', 'Eva', 'Groß', 'eva@example.com', '0049 1522 8817388', '', 'ja'],
];

describe('matching headers', () => {
  it.each([
    ['FirstName', 'first name'],
    ['E-Mail-Adresse', 'e mail adresse'],
    ['Prénom', 'prenom'],
    ['  Tel.-Nr. ', 'tel nr'],
    ['Straße', 'strasse'],
  ])('compares %s as "%s"', (header, normal) => {
    expect(normaliseHeader(header)).toBe(normal);
  });

  it.each([
    [['Kundennummer', 'Vorname', 'Nachname', 'E-Mail', 'Handy', 'Schlagworte', 'Einwilligung']],
    [['customer_id', 'first_name', 'last_name', 'email', 'phone', 'tags', 'consent']],
    [['Numéro client', 'Prénom', 'Nom', 'Courriel', 'Portable', 'Étiquettes', 'Consentement']],
    [['Numer klienta', 'Imię', 'Nazwisko', 'Adres e-mail', 'Telefon komórkowy', 'Etykiety', 'Zgoda']],
  ])('finds the fields of %j', (columns) => {
    const { matches } = proposeMapping(columns, people);
    const found = Object.fromEntries(matches.map((match) => [match.field, match.column]));
    expect(found).toMatchObject({
      firstName: columns[1],
      lastName: columns[2],
      emailAddress: columns[3],
      phoneNumber: columns[4],
      tags: columns[5],
      consent: columns[6],
    });
  });

  it('believes the data more than the name: order numbers are no phones', () => {
    const { matches } = proposeMapping(
      ['phone', 'x'],
      [
        ['ORD-1', 'a'],
        ['ORD-2', 'b'],
        ['ORD-3', 'c'],
      ],
    );
    expect(matches).toEqual([]);
  });

  it('is sure where name and data agree, and says that it guesses where only the data speaks', () => {
    const { matches } = proposeMapping(
      ['Handy', 'Feld 7'],
      [
        ['+4915228817386', 'a@example.com'],
        ['+4915228817387', 'b@example.com'],
        ['+4915228817388', 'c@example.com'],
      ],
    );
    expect(matches).toMatchObject([
      { column: 'Handy', confidence: 'high', because: ['name', 'data'], share: 1 },
      { column: 'Feld 7', field: 'emailAddress', confidence: 'low', because: ['data'] },
    ]);
  });

  it('does not take dates for phones', () => {
    const { matches } = proposeMapping(['Feld'], [['24.12.2025'], ['01.02.2026'], ['03.04.2026']]);
    expect(matches).toEqual([]);
  });

  it('proposes no mapping where nothing can be the reference ID', () => {
    expect(proposeMapping(['colour', 'size'], [['red', 'L']]).mapping).toBeNull();
  });

  it('finds the separator of tags, and the words that mean yes', () => {
    expect(tagSeparator(['a;b', 'c', 'd, e;f'])).toBe(';');
    expect(tagSeparator(['a', 'b'])).toBeNull();
    expect(consentValues(['Ja', 'nein', 'ja', '1', ''])).toEqual(['ja', '1']);
  });
});
