/**
 * How columns are called in the exports of shops, CDPs, CRMs and spreadsheets, in English, German, French, Spanish,
 * Italian, Dutch, Polish and Portuguese. Words are written as `normaliseHeader` leaves them: lower case, no accents,
 * the words of a phrase separated by single spaces. Compounds (`kundenhandynummer`) are taken apart by whoever reads
 * them, so their parts are enough here. What may stand beside these words is in `headers/other-words.ts`.
 */

export type MatchedField =
  | 'externalReferenceId'
  | 'firstName'
  | 'middleName'
  | 'lastName'
  | 'phoneNumber'
  | 'emailAddress'
  | 'tags'
  | 'country'
  | 'consent';

/** Words that name a field equally well. */
export interface Rung {
  /** How good a column with such a name is for the field, from 0 to 1. Decides between several columns. */
  readonly rank: number;
  /** True for words that mean other things as well: with a word beside them that nobody knows, they say nothing. */
  readonly alone?: true;
  /** True for words that name the field only if they are the whole header. */
  readonly whole?: true;
  /** True where no better word in the header makes up for it: `Telefon Festnetz` is a landline. */
  readonly caps?: true;
  readonly words: readonly string[];
}

/** The words of a comma-separated list. */
const list = (words: string): readonly string[] => words.split(',').map((word) => word.trim());

export const synonyms: Readonly<Record<MatchedField, readonly Rung[]>> = {
  phoneNumber: [
    {
      rank: 1,
      words: list('whatsapp, wa id, wa number, wa nummer, wa nr, wa phone, whatsapp id, numer whatsapp'),
    },
    {
      rank: 0.95,
      words: list(
        `mobile, mobiles, mobile phone, cell phone, cell number, cellular, cellphone, smartphone, msisdn, mob, mob no,
        handy, mobil, mobiltelefon, mobilfunk, natel, portable, tel portable, tel mob,
        telephone portable, movil, celular, cellulare, telefonino, mobiel, mobiele, gsm, komorka, komorkowy, komorkowa,
        komorkowego, komorki, tel kom, telefon kom, nr kom, numer kom, telemovel, telemoveis`,
      ),
    },
    { rank: 0.9, words: list('sms number, sms nummer, text number, sms phone') },
    { rank: 0.85, alone: true, words: list('sms, cell, wa, ph, kontaktnummer') },
    {
      rank: 0.8,
      words: list(
        `phone, phones, telephone, telephones, tel, telefon, telephon, fon, fone, rufnummer, rufnr, full phone, telefono,
        telf, tlf,
        telefonos, telefoon, telefone, telefones, telefonu, telefony, telefoniczny, contact number, contact no,
        call number, numero de contacto, numero de contato`,
      ),
    },
    {
      rank: 0.4,
      caps: true,
      words: list(
        `landline, land line, fixed line, fixed phone, festnetz, telefono fijo, fijo, telefono fisso, fisso,
        rete fissa, telephone fixe, tel fixe, fixe, ligne fixe, vaste, vaste telefoon, stacjonarny, stacjonarnego,
        telefone fixo, fixo, telefoon vast, vast nummer`,
      ),
    },
  ],
  emailAddress: [
    {
      rank: 0.9,
      words: list(
        `email, emails, e mail, e mails, email id, email address, mail address, mail adresse, mailadresse,
        mailadres, adresse mail, courriel, correo electronico, posta elettronica, poczta elektroniczna`,
      ),
    },
    { rank: 0.8, alone: true, words: list('mail, mails, correo') },
  ],
  firstName: [
    {
      rank: 0.9,
      words: list(
        `first name, given name, given names, forename, forenames, fname, christian name, prename, vorname, vornamen, rufname,
        prenom, prenoms, primer nombre, primeiro nome, nome proprio, voornaam, roepnaam, imie, imiona`,
      ),
    },
    { rank: 0.8, alone: true, words: list('nombre, nombres, nome, name first') },
    { rank: 0.7, whole: true, words: ['first'] },
  ],
  middleName: [
    {
      rank: 0.9,
      words: list(
        `middle name, middle names, second name, additional name, zweiter vorname, weitere vornamen, zweitname,
        deuxieme prenom, second prenom, autres prenoms, segundo nombre, secondo nome, tussenvoegsel,
        tussenvoegsels, drugie imie, nome do meio`,
      ),
    },
  ],
  lastName: [
    {
      rank: 0.9,
      words: list(
        `last name, last names, surname, surnames, family name, lname, nachname, nachnamen, familienname, zuname,
        nom de famille, nom famille, apellido, apellidos, primer apellido, cognome, achternaam, familienaam,
        nazwisko, sobrenome, ultimo nome`,
      ),
    },
    { rank: 0.8, alone: true, words: list('nom, apelido, name last') },
    { rank: 0.7, whole: true, words: ['last'] },
  ],
  country: [
    {
      rank: 0.8,
      words: list(
        `country, country code, country iso, country iso code, landercode, laendercode, landerkurzel, landeskennung,
        landeskennzeichen, landcode, landencode, landkode, land code, pays, code pays, pais, codigo pais,
        codigo de pais, codigo do pais, paese, codice paese, nazione, kraj, kod kraju, herkunftsland`,
      ),
    },
    {
      rank: 0.6,
      words: list(
        `calling code, country calling code, dial code, dialing code, dialling code, landesvorwahl, landervorwahl,
        laendervorwahl, indicatif, indicatif pays, indicatif telephonique, country id`,
      ),
    },
    { rank: 0.6, alone: true, words: list('land, nation, cc') },
  ],
  tags: [
    {
      rank: 0.9,
      words: list(
        `tags, schlagworte, schlagworter, stichworte, etiquetas, etichette, etykiety, tagi, segment membership,
        group membership`,
      ),
    },
    {
      rank: 0.7,
      alone: true,
      words:
        list(`tag, label, labels, segment, segments, segmente, segmenten, segmenti, segmentos, segmenty, schlagwort,
        etikett, etiketten, etiquette, etiquettes, etiqueta, etichetta, etykieta`),
    },
  ],
  consent: [
    {
      rank: 0.8,
      words: list(
        `consent, consents, opt in, optin, opted in, double opt in, double optin, permission, permissions, accepts,
        accepts marketing, agreed, allowed, einwilligung, einwilligungen, einwilligungs, einverstanden, einverstandnis,
        einverstaendnis, zustimmung, erlaubnis, werbeerlaubnis, consentement, consentimiento, acepta, autoriza,
        consenso, accetta, toestemming, akkoord, zgoda, zgody, consentimento, aceita, autorizacao`,
      ),
    },
    {
      rank: 0.6,
      alone: true,
      words: list('subscribed, subscription, subscriber, subscriptions, doi, abonniert'),
    },
    { rank: 0.5, words: list('newsletter, newsletters, nieuwsbrief, gdpr, dsgvo, rgpd, rodo, lgpd') },
  ],
  externalReferenceId: [
    {
      rank: 0.95,
      words:
        list(`external reference id, external reference, external id, externe id, ext id, externalid, extid,
        reference id, ref id, referenz id`),
    },
    {
      rank: 0.9,
      words: list(
        `customer id, customers id, customer number, customer no, customer nr, customer key, customer code,
        customer reference, client id, client number, client no, contact id, user id, person id, profile id,
        member id, member number, member no, subscriber id, subscriber key, record id, kunden id, kunden nummer,
        kundennummer, kunden nr, kundennr, kdnr, kd nr, kontakt id, personen id, mitglieds id, mitglieds nummer,
        mitgliedsnummer, mitglieds nr, id client, code client, numero client, numero de client, no client, n client,
        id contact, identifiant client, id cliente, codigo cliente, codigo de cliente, numero cliente,
        numero de cliente, codice cliente, codigo do cliente, numero do cliente, id contacto, id contatto,
        klant id, klant nummer, klantnummer, klantnr, klant nr, id klienta, numer klienta, nr klienta`,
      ),
    },
    {
      rank: 0.6,
      words: list(
        `crm id, klaviyo id, hubspot id, salesforce id, shopify id, braze id, brevo id, emarsys id, zeotap id,
        loyalty id, lead id`,
      ),
    },
    {
      rank: 0.4,
      alone: true,
      words: list('id, uuid, guid, identifier, identifiant, kennung, referenz, reference'),
    },
  ],
};

/** Answers that mean yes in a consent column. */
export const yesWords: ReadonlySet<string> = new Set(
  list(
    `yes, y, true, 1, ja, j, wahr, oui, o, vrai, si, sí, s, vero, verdadero, tak, t, sim, opt-in, opt_in, opt in, optin,
    opted in, opted_in, opted-in, subscribed, granted, accepted, agreed, confirmed, zugestimmt, erteilt, x`,
  ),
);

/** Answers that mean no in a consent column. */
export const noWords: ReadonlySet<string> = new Set(
  list(
    `no, n, false, 0, nein, falsch, non, faux, falso, nee, nie, não, nao, f, opt-out, opt_out, opt out, optout, opted out,
    opted_out, opted-out, unsubscribed, not subscribed, not_subscribed, never subscribed, never_subscribed,
    non-subscribed, declined, denied, revoked, pending, abgelehnt, widerrufen`,
  ),
);
