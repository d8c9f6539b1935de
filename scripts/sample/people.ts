import type { Random } from './random.ts';

export interface Person {
  readonly firstName: string;
  readonly lastName: string;
}

type Names = readonly [string, ...string[]];

const germanFirst: Names = [
  ...(['Jürgen', 'Björn', 'Jörg', 'Käthe', 'Günter', 'Sören', 'Bärbel', 'Anna', 'Lena', 'Marie'] as const),
  ...['Lukas', 'Jonas', 'Felix', 'Paul', 'Emma', 'Mia', 'Hannah', 'Sophie', 'Clara', 'Johanna', 'Maximilian'],
  ...['Niklas', 'Tobias', 'Stefan', 'Katharina', 'Annika', 'Ayşe', 'Özlem', 'Zoë', 'René', 'Desirée', 'Jan'],
  ...[
    'Ulrike',
    'Wolfgang',
    'Petra',
    'Sabine',
    'Moritz',
    'Frieda',
    'Jannik',
    'Anke',
    'Hans-Peter',
    'Eva-Maria',
  ],
];
const germanLast: Names = [
  ...(['Müller', 'Schäfer', 'Köhler', 'Groß', 'Weiß', 'Jäger', 'Böhm', 'Krüger', 'Schröder'] as const),
  ...['Schmidt', 'Schneider', 'Fischer', 'Weber', 'Wagner', 'Becker', 'Hoffmann', 'Koch', 'Richter', 'Klein'],
  ...[
    'Wolf',
    'Neumann',
    'Schwarz',
    'Zimmermann',
    'Braun',
    'Hofmann',
    'Hartmann',
    'Lange',
    'Öztürk',
    'Yılmaz',
  ],
  ...['Kowalski', 'Nguyen', 'von der Heide', 'Strauß', 'Preuß', 'Löwe', 'Vogt-Lüders', 'Möller', 'Günther'],
  ...['Müller, geb. Groß', 'Hoffmann, Dr.', 'Schütz, M.A.'],
];
const abroad: Readonly<Record<string, { readonly first: Names; readonly last: Names }>> = {
  GB: {
    first: ['Oliver', 'Amelia', 'Harry', 'Isla', 'George', 'Zoë', 'Siobhán', 'Arthur', 'Freya'],
    last: ['Smith', "O'Brien", 'Taylor', 'Evans', 'Walker', 'Hughes', 'Wright', 'Patel', 'Brontë'],
  },
  US: {
    first: ['James', 'Mary', 'Robert', 'Jennifer', 'José', 'Emily', 'Michael', 'Renée'],
    last: ['Johnson', 'Williams', 'García', 'Davis', 'Miller, Jr.', 'Núñez', 'Anderson'],
  },
  FR: {
    first: ['Chloé', 'François', 'Hélène', 'Jérôme', 'Inès', 'Benoît', 'Camille', 'Anaïs'],
    last: ['Lefèvre', 'Dubois', 'Crépin', 'Moreau', "d'Artois", 'Benoît', 'Çelik'],
  },
  SE: {
    first: ['Åsa', 'Björn', 'Linnéa', 'Göran', 'Märta', 'Erik', 'Sofia', 'Östen'],
    last: ['Åkesson', 'Öberg', 'Lindström', 'Sjögren', 'Nilsson', 'Hägg', 'Bergman'],
  },
};

/** A name as it is common in a country; German for all others. */
export function makePerson(random: Random, country: string): Person {
  const names = abroad[country];
  return {
    firstName: random.pick(names?.first ?? germanFirst),
    lastName: random.pick(names?.last ?? germanLast),
  };
}

const spelledOut: Readonly<Record<string, string>> = { ä: 'ae', ö: 'oe', ü: 'ue', ß: 'ss', ı: 'i', ø: 'o' };

/** An address at a domain that is reserved for examples (RFC 2606). */
export function makeEmail(random: Random, person: Person): string {
  const local = [person.firstName, person.lastName.split(',')[0] ?? '']
    .map((name) =>
      name
        .toLowerCase()
        .replace(/[äöüßıø]/g, (letter) => spelledOut[letter] ?? letter)
        .normalize('NFD')
        .replace(/[^a-z]/g, ''),
    )
    .join('.');
  return `${local}@example.${random.pick(['com', 'org', 'net'])}`;
}
