import { describe, expect, it } from 'vitest';
import { understandCountry } from '../../../shared/phone/countries.ts';
import { countries } from '../../../shared/phone/numbering-plans.ts';

const understood: Readonly<Record<string, string>> = {
  DE: 'DE | de | DEU | deu | Germany | GERMANY | Deutschland | D | GER | BRD | 49 | +49 | 0049 | 49.0 | Allemagne | Tyskland | Duitsland | Germany (DE) | DE - Deutschland | Deutschland +49 |  Deutschland  | Bundesrepublik Deutschland',
  AT: 'AT | A | AUT | Österreich | Oesterreich | OESTERREICH | Austria | Autriche | +43',
  CH: 'CH | Schweiz | Switzerland | Suisse | Svizzera | SUI | Schweiz/Suisse | die Schweiz | 0041',
  GB: 'GB | UK | U.K. | Great Britain | Großbritannien | Grossbritannien | England | Vereinigtes Königreich | United Kingdom | +44',
  US: 'US | USA | U.S.A. | U.S. | United States | United States of America | Vereinigte Staaten | America | 1 | +1 | 001',
  FR: 'FR | F | France | Frankreich | Francia',
  IT: 'IT | I | Italy | Italien | Italia',
  ES: 'ES | E | Spain | Spanien | España | Espana',
  NL: 'NL | Netherlands | The Netherlands | Niederlande | Holland | Nederland',
  TR: 'TR | Turkey | Türkiye | Türkei | Tuerkei | Turkiye',
  CZ: 'CZ | Czech Republic | Czechia | Tschechien | Česko',
  GR: 'GR | EL | Greece | Griechenland | Ελλάδα',
  RU: 'RU | Russia | Russland | Россия | Russian Federation',
  JP: 'JP | Japan | 日本',
  KR: 'KR | South Korea | Südkorea | Korea, Republic of',
  CI: "CI | Ivory Coast | Elfenbeinküste | Côte d'Ivoire | Cote d’Ivoire",
  BA: 'BA | Bosnia and Herzegovina | Bosnia & Herzegovina | Bosnien und Herzegowina',
  CA: 'CA | Canada | Kanada | Kanada (+1)',
  AS: '+1 684 | 1-684',
  XK: 'XK | Kosovo',
};

describe('a country cell', () => {
  const cases = Object.entries(understood).flatMap(([country, cells]) =>
    cells.split(' | ').map((cell) => ({ cell, country })),
  );

  it.each(cases)('"$cell" is $country', ({ cell, country }) => {
    expect(understandCountry(cell)).toBe(country);
  });

  it.each([
    '',
    ' ',
    '-',
    'XX',
    'AQ',
    'EN',
    'Ruritania',
    '999',
    '0',
    '+',
    'DE/AT',
    'Germany or Austria',
    'Korea North South',
    '49 43',
  ])('"%s" is none', (cell) => {
    expect(understandCountry(cell)).toBeNull();
  });

  it('is understood for every country by its code and its English and German name', () => {
    for (const language of ['en', 'de']) {
      const names = new Intl.DisplayNames([language], { type: 'region', fallback: 'none' });
      for (const country of countries) {
        expect(understandCountry(country)).toBe(country);
        const name = names.of(country);
        if (name !== undefined) expect(understandCountry(name), name).toBe(country);
      }
    }
  });
});
