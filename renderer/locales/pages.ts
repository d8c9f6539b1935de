/** Words of the practice, settings and help pages. */
export const pageWords = {
  practice: {
    sentence_one: 'The practice workspace holds {{formatted}} contact.',
    sentence_other: 'The practice workspace holds {{formatted}} contacts.',
    stopped: 'The practice workspace is not running.',
    aside:
      'A look-alike of Hello Charles on this computer: it takes and refuses what the real one does, and nothing leaves this computer.',
    start: 'Start the practice workspace',
    running: 'Running',
    requests_one: '{{formatted}} request so far',
    requests_other: '{{formatted}} requests so far',
    reset: 'Forget all contacts',
    resetTitle: 'Forget all contacts?',
    resetText: 'The practice workspace becomes empty. Its tags, properties and key stay.',
    contacts: 'Contacts',
    noContacts: 'Nobody yet. Push an audience to the practice workspace.',
    search: 'Search the contacts',
    name: 'Name',
    segment: 'Count a segment',
    segmentHint: 'As under Segments & Lists in Hello Charles.',
    filterBy: 'Filter by',
    chooseFilter: 'A tag or property',
    contains: 'Contains',
    count: 'Count',
    counted_one: '{{formatted}} contact is in this segment.',
    counted_other: '{{formatted}} contacts are in this segment.',
    catalogue: 'Tags and properties',
    catalogueHint: 'What is not in this list is ignored when it is sent.',
    newTag: 'New tag',
    addTag: 'Create the tag',
    newProperty: 'Technical name',
    addProperty: 'Create the property',
    notIngested: 'Sent, but ignored',
    unknown: { tag: 'no such tag', property: 'no such property' },
    wrongType: 'not of its type',
    times_one: '{{formatted}} time',
    times_other: '{{formatted}} times',
  },
  settings: {
    theme: 'Appearance',
    themeName: { system: 'As the system', light: 'Light', dark: 'Dark' },
    keys: 'API keys',
    keychain: 'In the system’s keychain',
    keychainText: 'Keys are kept by the operating system, nowhere else, and are never shown again.',
    noKeychain: 'In memory only',
    noKeychainText:
      'No keychain answers on this computer. Keys are forgotten when the app is closed, and never written to disk.',
    about: 'About',
    version: 'Audience Push {{version}}.',
    standin: 'Opened in a browser, because Electron is not installed.',
  },
  help: {
    title: 'Help',
    lead: 'What goes wrong most often is the phone number. The rest is quickly told.',
    before: {
      title: 'Before the first push',
      lines: [
        'Ask your Hello Charles success manager for access to the contact API: it is a closed beta.',
        'Create an API key under Settings, API Keys. Admin permission is recommended.',
        'Create every tag under Settings, Manage Tags, and note the technical names of custom properties. Unknown ones are ignored without a word.',
      ],
    },
    phones: {
      title: 'Phone numbers',
      lines: [
        'Hello Charles wants a plus, the country code and digits only: +15551234567.',
        'Numbers without a country code need a default country or a country column.',
        'A number such as 4.91512E+11 was shortened by a spreadsheet. Its last digits are gone: export it again with the column as text.',
      ],
    },
    reference: {
      title: 'The reference ID',
      lines: [
        'It tells Hello Charles which contact to update. Usually it is the phone number.',
        'Where it is the phone, it is put in order like the phone, so that 0170… and +49170… are one person.',
        'To add tags to contacts that exist, the reference ID and the tags are enough.',
      ],
    },
    segment: {
      title: 'Your audience as a segment',
      lines: [
        'Send a tag or a property with every contact, for example the audience’s name.',
        'In Hello Charles, under Segments & Lists, filter by it and compare the count with the receipt.',
      ],
    },
    outcomes: {
      title: 'What became of them',
      lines: [
        'Accepted: Hello Charles said so for this contact. Not confirmed: it took the batch and said no more.',
        'Rejected: it refused the contact, and its words are shown.',
        'Unknown: the contact may have arrived, but no answer settled it. Not sent: it certainly did not arrive.',
      ],
    },
    keyboard: {
      title: 'Keyboard',
      lines: [
        'Tab goes from one thing to the next.',
        'In a list of rows: arrow keys, Page Up and Page Down, Home and End move, Enter opens the row.',
        'Escape closes a dialog.',
      ],
    },
  },
} as const;
