/** What people and programs write where there is no number, in the languages that files here come in. */
const words: ReadonlySet<string> = new Set(
  [
    'n/a|na|n.a.|n.a|n/v|nv|none|null|nil|nan|undefined|empty|blank|tbd|tba|test|testing|dummy|fake',
    'unknown|no|yes|true|false|no phone|no number|no mobile|not available|not provided|not applicable|not set',
    'anonymous|private|withheld|does not exist|do not call',
    'unbekannt|kein|keine|keines|k.a.|k. a.|k.a|ka|k/a|keine angabe|nicht vorhanden|nicht bekannt|leer|ohne',
    'nicht angegeben|keine nummer|kein telefon|keine telefonnummer|kein handy|entfällt|nein|ja|folgt',
    'ninguno|ninguna|no tiene|sin telefono|sin teléfono|desconocido|s/n',
    'aucun|aucune|inconnu|non renseigné|néant|nessuno|nessuna|sconosciuto|non disponibile',
    'geen|onbekend|nvt|n.v.t.|nenhum|desconhecido|brak|nieznany|nie dotyczy|yok|ingen|ukendt|okänd|ukjent|ei ole',
    '#n/a|#nv|#wert!|#ref!|#bezug!|#value!|#name?|#null!|#num!|#zahl!|#div/0!',
    '(null)|(none)|(empty)|(blank)|(leer)|[null]|<null>|{null}|\\n',
  ]
    .join('|')
    .split('|'),
);

/** The longest of them, and more signs than anyone types in place of a number. */
const longestWord = 24;

const signsOnly = /^[x*?._#\-/\\~\s()0]*[x*?#_][x*?._#\-/\\~\s()0]*$/;

/** Whether a text without outer spaces stands for "no number" (`n/a`, `unbekannt`, `xxx`, `0151-xxxxxxx` not). */
export function isPlaceholderWord(text: string): boolean {
  if (text.length > longestWord) return false;
  const lower = text.toLowerCase();
  return words.has(lower) || signsOnly.test(lower);
}

const ascending = '01234567890123456789';
const descending = '98765432109876543210';

/** Whether digits are ones that hands type where there is no number: one digit over and over, or a row. */
export function isPlaceholderNumber(digits: string): boolean {
  if (digits.length < 5) return isOneDigit(digits) && digits.charCodeAt(0) === 48;
  switch (digits.charCodeAt(1) - digits.charCodeAt(0)) {
    case 0:
      return isOneDigit(digits);
    case 1:
    case -9:
      return ascending.includes(digits);
    case -1:
    case 9:
      return descending.includes(digits);
    default:
      return false;
  }
}

function isOneDigit(digits: string): boolean {
  const first = digits.charCodeAt(0);
  for (let at = 1; at < digits.length; at += 1) if (digits.charCodeAt(at) !== first) return false;
  return digits !== '';
}
