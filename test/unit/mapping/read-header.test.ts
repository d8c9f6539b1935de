import { describe, expect, it } from 'vitest';
import { besides, elsewhere, lesserWords, plainWords } from '../../../shared/headers/other-words.ts';
import { readHeader } from '../../../shared/headers/read-header.ts';
import { normaliseHeader } from '../../../shared/headers/tokens.ts';
import { type MatchedField, synonyms } from '../../../shared/synonyms.ts';
import { headers } from './headers.table.ts';

const rankOf = (header: string): number => {
  const reading = readHeader(header);
  return reading.kind === 'field' ? reading.rank : 0;
};

describe('the name of a column', () => {
  it.each(Object.entries(headers).flatMap(([field, names]) => names.map((name) => [name, field])))(
    '%s: %s',
    (header, field) => {
      const reading = readHeader(header);
      expect(reading.kind === 'field' ? reading.field : 'none').toBe(field);
    },
  );

  it.each([
    ['FirstName', 'first name'],
    ['E-Mail-Adresse', 'e mail adresse'],
    ['Prénom', 'prenom'],
    ['  Tel.-Nr. ', 'tel nr'],
    ['Straße', 'strasse'],
    ['Imię łączne', 'imie laczne'],
    ['WhatsApp', 'whatsapp'],
    ['SMSConsent', 'sms consent'],
  ])('is compared: %s as "%s"', (header, normal) => {
    expect(normaliseHeader(header)).toBe(normal);
  });

  it.each([
    ['WhatsApp', 'Mobile', 'SMS', 'Phone', 'Home phone', 'Work phone', 'Landline'],
    ['Handynummer', 'Telefon', 'Telefon privat', 'Telefon geschäftlich', 'Telefon Festnetz'],
    ['Téléphone portable', 'Téléphone', 'Téléphone fixe'],
    ['Teléfono móvil', 'Teléfono', 'Teléfono fijo'],
    ['Cellulare', 'Telefono', 'Telefono fisso'],
    ['Mobiel nummer', 'Telefoonnummer', 'Vaste telefoon'],
    ['Telefon komórkowy', 'Telefon', 'Telefon stacjonarny'],
    ['Telemóvel', 'Telefone', 'Telefone fixo'],
    ['Phone', 'Default Address Phone', 'billing_phone', 'shipping_phone', 'Phone 2'],
    ['Email', 'Email (private)', 'Work Email', 'Secondary email'],
    ['WhatsApp opt-in', 'SMS opt-in', 'Opt-in', 'Newsletter'],
  ])('ranks %s before what follows', (...ordered) => {
    const byRank = [...ordered].sort((a, b) => rankOf(b) - rankOf(a));
    expect(byRank).toEqual(ordered);
    expect(ordered.map(rankOf).every((rank) => rank > 0)).toBe(true);
  });

  it('is not quite sure where words stand beside it that nobody knows', () => {
    expect(readHeader('Rückruf Telefon')).toMatchObject({ field: 'phoneNumber', sure: false });
    expect(readHeader('Telefon')).toMatchObject({ field: 'phoneNumber', sure: true });
  });

  it('says nothing where only strange words stand beside one that has other meanings', () => {
    expect(readHeader('Tag des offenen Ateliers').kind).not.toBe('field');
    expect(readHeader('Land unter').kind).not.toBe('field');
  });

  it('may be a plain one, of whom only the other columns tell', () => {
    expect(readHeader('Name')).toEqual({ kind: 'name' });
    expect(readHeader('Kundenname')).toEqual({ kind: 'name' });
  });

  it('may be as long as a person can make it', () => {
    expect(readHeader(`${'very '.repeat(10_000)}long`).kind).toBe('unknown');
    expect(readHeader('handy'.repeat(5000)).kind).toBe('unknown');
  });
});

describe('the words of headers', () => {
  const all = [
    ...Object.values(synonyms).flatMap((rungs) => rungs.flatMap((rung) => rung.words)),
    ...Object.values(besides).flatMap((beside) => [...beside.elsewhere, ...beside.fine]),
    ...lesserWords.flatMap(({ words }) => words),
    ...elsewhere,
    ...plainWords,
  ];

  it('are written as headers are compared', () => {
    expect(all.filter((word) => word === '' || normaliseHeader(word) !== word)).toEqual([]);
  });

  it('name one field each', () => {
    const owners = new Map<string, MatchedField[]>();
    for (const field of Object.keys(synonyms) as MatchedField[])
      for (const rung of synonyms[field])
        for (const word of rung.words) owners.set(word, [...(owners.get(word) ?? []), field]);
    expect([...owners].filter(([, owning]) => owning.length > 1)).toEqual([]);
  });
});
