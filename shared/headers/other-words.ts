/**
 * The words of headers that name no field: what may stand beside a field's name, and what makes of the column
 * something else. Written as `normaliseHeader` leaves them.
 */
import type { MatchedField } from '../synonyms.ts';

const list = (words: string): readonly string[] => words.split(',').map((word) => word.trim());

/** Words that change nothing: `Customer`, `Nummer`, `properties.`. */
export const plainWords: readonly string[] = [
  // Signs and small words of the eight languages, and what is left of `Customer's` and `Phone__c`.
  ...list(`a, c, d, e, i, l, n, o, s, y, pc, the, of, for, to, on, by, de, del, della, di, da, do, dos, du, des, der, die, das,
    den, des, el, la, le, les, il, lo, los, las, van, voor, het, een, und, and, or, et, en, ed, oder, ou, oraz, w, z, na, fur,
    fuer, pour, para, per, dla, von, zu, bei`),
  // A number.
  ...list(`number, numbers, no, nr, num, nos, nummer, nummern, nummers, numero, numeros, numer, numeru, numery, nro,
    international, internationale, formatted, e 164, e164, clean, cleaned, raw, original, normalized,
    normalised, digits`),
  // Whose it is.
  ...list(`customer, customers, cust, usr, client, clients, contact, contacts, user, users, person, people, profile, member, lead,
    leads, subscriber, recipient, buyer, guest, shopper, consumer, my, your, our, their, own, kunde, kunden, kundin,
    kontakt, kontakte, kontakts, kontaktdaten, nutzer, benutzer, personen, mitglied, mitglieder, mitglieds,
    empfanger, kaufer, besteller, ansprechpartner, gast, ihre, ihr, deine, dein, meine, eigene, clientes, cliente,
    contacto, contato, contatto, usuario, usuarios, utente, persona, utilisateur, destinataire, acheteur, votre,
    notre, klant, klanten, klantgegevens, gebruiker, persoon, contactpersoon, uw, je, klienta, klient, klienci,
    kontaktowy, kontaktowe, uzytkownika, uzytkownik, osoby, twoj, utilizador, seu, tu, su`),
  // Where it comes from in a nested export.
  ...list(`properties, property, attributes, attribute, attr, attributs, traits, trait, fields, field, feld, champ, campo,
    veld, pole, custom, meta, data, value, values, wert, details, info, information, identity, identities, user attributes,
    default, standard, main, primary, preferred, haupt, principal, principale, principaux, hoofd, glowny, preferito, sf,
    zeotap, crm, cdp, hubspot, klaviyo, shopify, column, spalte`),
  // An address.
  ...list(`address, addresses, addr, adresse, adressen, adresses, adres, adresy, direccion, indirizzo, endereco, enderecos,
    anschrift, region, iso, iso2, code, alpha2`),
  // A question, as forms put it.
  ...list(`what, is, please, enter, wie, lautet, ist, bitte, angeben, gib, cual, es, quel, quelle, est, qual, wat, jaki, jaka,
    jest, podaj, required, optional, pflichtfeld`),
  // Beside consents.
  ...list(`marketing, double, single, explicit, werbe, werbung, has, have, given, current, angemeldet, iscritto, abonne, inscrit,
    yes no, ja nein, oui non, si no, tak nie, sim nao, y n, j n`),
];

/** Words that make a column a worse choice than one without them, and by how much of its rank (0 to 1). */
export const lesserWords: readonly { readonly by: number; readonly words: readonly string[] }[] = [
  {
    by: 0.03,
    words:
      list(`billing, invoice address, bill, rechnung, rechnungs, facturation, facturacion, fatturazione, factuur,
      factuuradres, faktury, rozliczeniowy, faturacao, faturamento, payment, cobranca, default address`),
  },
  {
    by: 0.1,
    words:
      list(`shipping, delivery, ship, liefer, lieferung, versand, livraison, envio, entrega, spedizione, consegna,
      levering, verzend, bezorg, bezorging, dostawa, dostawy, order, orders, checkout, bestell, bestellung, commande,
      pedido, ordine, bestelling, zamowienia, zamowienie, encomenda`),
  },
  {
    by: 0.05,
    words:
      list(`private, personal, home, privat, private, privates, prive, personnel, personnelle, domicile, casa,
      particular, personale, privato, thuis, dom, domowy, prywatny, prywatna, pessoal`),
  },
  {
    by: 0.25,
    words:
      list(`work, office, business, professional, corporate, daytime, arbeit, beruflich, geschaftlich, geschaeftlich,
      geschafts, dienstlich, dienstl, dienst, buro, buero, travail, bureau, professionnel, professionnelle, pro, trabajo, oficina,
      laboral, lavoro, ufficio, aziendale, zakelijk, zakelijke, kantoor, werk, sluzbowy, sluzbowa, praca, firmowy, trabalho,
      comercial, profissional, account, direct, switchboard, zentrale`),
  },
  {
    by: 0.3,
    words:
      list(`other, second, secondary, alternative, alternate, alt, additional, backup, third, car, mailing, weitere,
      weiterer, andere, anderes, zweite, zweites, zweiter, sonstige, sonstiges, alternativ, zusatzliche, autre, secondaire,
      deuxieme, otro, otra, secundario, segundo, altro, altra, secondo, secondario, ander, tweede, inny, inna, drugi, drugie,
      dodatkowy, outro, outra, secundaria, materno, ip`),
  },
];

/** Words with which a header is about something else, whatever field its other words name. */
export const elsewhere: readonly string[] = [
  // A property of the thing, not the thing.
  ...list(`type, types, typ, kind of, art, tipo, soort, rodzaj, status, state, statut, etat, estado, stato, stan, situacao,
    zustand, valid, invalid, validity, validated, validation, gultig, verified, verification, verifiziert, verifie,
    verificado, verificato, geverifieerd, bounced, bounce, blocked, blocklist, blacklist, blacklisted, blacklistees,
    error, errors, fehler, quality, reachable, deliverable, deliverability, preference, preferences, prefers, settings,
    hash, hashed, sha, sha1, sha256, md5, encrypted, masked, token, salt, domain, provider, carrier, operator, network,
    netz, extension, ext, durchwahl, vorwahl, ortsvorwahl, prefix, suffix, phonetic, yomi, pronunciation, initial,
    initials, salutation, line, length, format, source, quelle, origin, channel, kanal, method, reason, grund, missing,
    available, area, level, old, previous, former, alte,
    ehemalige, fruhere, ancien, ancienne, is mobile, has phone, has email, has whatsapp, exists`),
  // A time, an age, a count.
  ...list(`date, dates, datum, fecha, time, times, zeit, zeitpunkt, uhrzeit, heure, hora, tijd, tijdstip, czas,
    timestamp, created, updated, modified, changed, added, since, seit, birth, born, birthday, birthdate, dob, geburt, geburts,
    geburtstag, geburtsdatum, naissance, anniversaire, nacimiento, cumpleanos, nascita, compleanno, geboorte,
    verjaardag, urodzenia, urodziny, nascimento, aniversario, age, alter, day, days, month, year, count, total, sum,
    amount, anzahl, score, rating, rate, percent, percentage, quantity, attempts, sent, received, delivered, opened,
    open, opens, clicked, clicks, click, activity, visit, visits, seen, login, logins, calls, call, called, last call,
    minutes, duration, unsubscribed, unsubscribe, unsub, complaint, out, opted out, opt out, optout, do not, not, never`),
  // Somebody else.
  ...list(`parent, parents, guardian, mother, father, mutter, vater, eltern, erziehungsberechtigter, spouse, husband, wife,
    partner, partners, conjoint, child, children, kind, kinder, kid, kids, son, daughter, emergency, notfall, urgence, emergencia,
    emergenza, noodgeval, assistant, assistants, assistent, owner, besitzer, agent, agents, rep, representative, manager,
    advisor, berater, betreuer, kundenberater, sales, seller, verkaufer, vendor, supplier, lieferant, referrer, referral,
    referred, sender, absender, driver, fahrer, doctor, arzt, employer, employee, arbeitgeber, company, companies, firma,
    firmen, unternehmen, organization, organisation, societe, entreprise, empresa, azienda, societa, ragione sociale,
    bedrijf, bedrijfs, spolka, loja, tienda, negozio, store, shop, filiale, filial, branch, site, website, product,
    products, produkt, produkte, producto, produto, prodotto, item, brand, marke, marca, event, team, support, service,
    hotline, helpdesk, bank, insurance, hotel, restaurant, school, schule, creator, author, ersteller, by user,
    maiden, pet, dog, haustier, contacted by, updated by`),
  // Something else.
  ...list(`note, notes, notiz, notizen, bemerkung, comment, comments, kommentar, message, messages, nachricht, text, texts,
    url, link, links, photo, image, bild, avatar, device, devices, gerat, model, modell, os, app, push, browser,
    platform, plattform, language, sprache, langue, lang, lingua, idioma, taal, jezyk, locale, fax, telefax, faxnummer,
    pager, telex, tty, isdn, skype, facebook, instagram, twitter, linkedin, telegram, viber, signal, iban, bic, ean, gtin,
    sku, isbn, tax, vat, ust, steuer, taxvat, nif, cpf, cnpj, nip, pesel, regon, siret, invoice, rechnungsnummer, receipt,
    tracking, transaction, session, cart, coupon, voucher, gutschein, contract, vertrag, tarif, plan, flat, group, gruppe,
    list, liste, listen, template, campaign, kampagne, form, formular, subject, betreff, password, passwort, username,
    login name, nickname, user name, nome utente, nome de usuario, nombre de usuario,
    nombre usuario, nom d utilisateur, nom utilisateur, handle, vor und nachname, vor nachname, full, complete, completo, completa, complet, kompletter, vollstandiger, voller,
    volledige, pelne, combined, zip, postcode, postleitzahl, plz, postal, house, hausnummer, street, strasse, city, stadt,
    ort, bundesland, manager name, nationality, nationalitat, nationalite, nacionalidad, currency, timezone, latitude,
    longitude, marketing email, script, queue`),
];

/** Words that mean something special beside the words of a field. */
export interface Beside {
  /** The column is about something else, though the words change nothing elsewhere. */
  readonly elsewhere: readonly string[];
  /** They change nothing here, though they do for other fields. */
  readonly fine: readonly string[];
  /** Other fields whose words may stand here: `WhatsApp consent`, `Phone country`. */
  readonly fields: readonly MatchedField[];
}

export const besides: Readonly<Record<MatchedField, Beside>> = {
  phoneNumber: { elsewhere: list('name, names, namen, marketing, version'), fine: [], fields: [] },
  emailAddress: {
    elsewhere: list('name, names, namen, marketing, mailing, version, postal'),
    fine: [],
    fields: [],
  },
  firstName: { elsewhere: list('name, names, namen'), fine: [], fields: [] },
  middleName: { elsewhere: list('name, names, namen'), fine: [], fields: [] },
  lastName: { elsewhere: list('name, names, namen'), fine: [], fields: [] },
  country: {
    elsewhere: list('id, kreis'),
    fine: list('name, names, prefix, vorwahl, postal, state, shop, store, mailing'),
    fields: ['phoneNumber'],
  },
  tags: {
    elsewhere: list('order, orders, bestell, bestellung, registrierung, anmeldung, id'),
    fine: list('name, names, list, liste, text, group'),
    fields: [],
  },
  // Fine are `Consent status` and `Text message opt-in`. Consent to e-mail is none to WhatsApp.
  consent: {
    elsewhere: list(`no, non, nicht, kein, keine, revoked, revocation, withdrawn,
      widerruf, widerrufen, widerspruch, abgemeldet, declined, refused, data, at, am, ip, id, name, names, version, email,
      e mail, emails, mail, post, key, record, datenschutz, privacy, terms, agb, conditions, cookies, cookie`),
    fine: list(
      'status, state, statut, etat, estado, stato, stan, valid, gultig, text, texts, message, messages',
    ),
    fields: ['phoneNumber'],
  },
  externalReferenceId: {
    elsewhere:
      list(`order, orders, bestell, bestellung, commande, pedido, ordine, bestelling, zamowienia, name, ad,
      adset, address, billing, shipping, delivery, deal, ticket, case, page`),
    fine: [],
    fields: [],
  },
};
