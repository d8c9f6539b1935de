import type { StopCode } from '../bridge.ts';
import type { FindingCode, Severity, Verdict } from '../findings.ts';
import type { Outcome, RunState } from '../receipt.ts';
import type { ErrorCode } from '../result.ts';

/** The words of a finding: a short title, one sentence that explains, and what the person can do now. */
export interface FindingWords {
  readonly title: string;
  readonly explain: string;
  readonly next: string;
}

/** The words of a failure: what happened and to what, and what to do now. */
export interface ErrorWords {
  readonly what: string;
  readonly next: string;
}

const nothingToDo = 'Nothing to do.';

const finding = {
  'phone.missing_plus': {
    title: 'No plus sign',
    explain: 'The number begins with a country code but has no plus. We added it.',
    next: nothingToDo,
  },
  'phone.lost_zero': {
    title: 'Leading zero lost',
    explain:
      'A spreadsheet dropped the first zero. We read the number as national and added the country code.',
    next: 'Look at a few of them to be sure.',
  },
  'phone.idd_prefix': {
    title: 'Dialled abroad with 00',
    explain: 'The number is written with an international dialling prefix. We put a plus in its place.',
    next: nothingToDo,
  },
  'phone.national_format': {
    title: 'No country code',
    explain: 'The number is written as inside its country. We added the country code.',
    next: 'Check that the default country is right for these people.',
  },
  'phone.trunk_zero': {
    title: 'Zero after the country code',
    explain:
      'The number has a zero that is dialled only inside the country, as in +49 (0) 151. We took it out.',
    next: nothingToDo,
  },
  'phone.separators': {
    title: 'Spaces or dashes',
    explain: 'The number has signs that Hello Charles does not take. We removed them.',
    next: nothingToDo,
  },
  'phone.unicode': {
    title: 'Unusual characters',
    explain: 'The number has look-alike digits or invisible signs. We wrote it with plain digits.',
    next: nothingToDo,
  },
  'phone.float_suffix': {
    title: 'Ends in “.0”',
    explain: 'A spreadsheet saved the number as a decimal. We cut the “.0” off; no digit is lost.',
    next: nothingToDo,
  },
  'phone.extension': {
    title: 'Has an extension',
    explain: 'The number leads to an office extension, which cannot receive WhatsApp messages by itself.',
    next: 'Leave the extension out for the whole group, or correct the file.',
  },
  'phone.ambiguous': {
    title: 'Can be read in two ways',
    explain:
      'The digits are a valid number with and without a country code. We do not guess whose phone it is.',
    next: 'Decide for the whole group, or correct the file.',
  },
  'phone.scientific': {
    title: 'Shortened by Excel',
    explain:
      'Excel shortened this number, its last digits are gone. Nobody can bring them back from this file.',
    next: 'Export the file again with the phone column formatted as text.',
  },
  'phone.letters': {
    title: 'Letters in the number',
    explain: 'There are letters among the digits.',
    next: 'Strip the letters for the whole group, or correct the file.',
  },
  'phone.multiple': {
    title: 'More than one number',
    explain: 'The cell holds two or more phone numbers. A contact has one main phone.',
    next: 'Choose which one to take for the whole group, or correct the file.',
  },
  'phone.placeholder': {
    title: 'Filler, not a number',
    explain: 'The cell holds a filler such as “n/a” or 000000.',
    next: 'Find the person’s number, or leave them out.',
  },
  'phone.too_short': {
    title: 'Too few digits',
    explain: 'The number is too short for its country.',
    next: 'Correct it in the file; a digit is missing.',
  },
  'phone.too_long': {
    title: 'Too many digits',
    explain: 'The number is too long for its country.',
    next: 'Correct it in the file; two numbers may have run together.',
  },
  'phone.unknown_country_code': {
    title: 'Country code does not exist',
    explain: 'No country has the code that this number begins with.',
    next: 'Correct it in the file.',
  },
  'phone.country_needed': {
    title: 'Country unknown',
    explain: 'The number has no country code, and nothing says which country it belongs to.',
    next: 'Choose a default country or a country column in the mapping.',
  },
  'phone.invalid': {
    title: 'Not a real number',
    explain: 'No number of this form is in use in its country.',
    next: 'Correct it in the file.',
  },
  'phone.possible_only': {
    title: 'Range not known',
    explain: 'The length is right, but the number is in no range that we know. New ranges do open.',
    next: 'It will be sent. You can exclude such numbers in the mapping.',
  },
  'phone.country_mismatch': {
    title: 'Country differs',
    explain: 'The number belongs to another country than the row says.',
    next: 'It will be sent as written. Look at a few of them.',
  },
  'phone.shared': {
    title: 'One phone, several people',
    explain: 'The same phone stands under different reference IDs.',
    next: 'All of them will be sent. Check whether they are one person.',
  },
  'phone.not_mobile': {
    title: 'Not a mobile number',
    explain: 'The number looks like a landline. WhatsApp can run on one, but seldom does.',
    next: nothingToDo,
  },
  'phone.empty': {
    title: 'No phone',
    explain: 'The phone cell is empty. Contacts that exist already can still be updated.',
    next: 'A new contact needs a phone or an e-mail address.',
  },
  'phone.group_fix': {
    title: 'Repaired by your rule',
    explain: 'You decided how this group of numbers is read.',
    next: 'You can take the decision back at any time.',
  },
  'reference_id.empty': {
    title: 'No reference ID',
    explain: 'The cell that should tell who this is has nothing usable in it.',
    next: 'Fill it in the file, or choose another column as reference ID.',
  },
  'row.filtered': {
    title: 'Left out by your filter',
    explain: 'The row does not meet the condition in the mapping.',
    next: 'Change the filter in the mapping if these people should be sent.',
  },
  'row.duplicate': {
    title: 'Same person as another row',
    explain: 'Another row has the same reference ID, and only one of them may be sent.',
    next: 'Choose in the mapping which row wins, or merge them.',
  },
  'row.filter_conflict': {
    title: 'Filter says both yes and no',
    explain: 'One row of this person meets your filter and another one does not.',
    next: 'Decide in the mapping whether such people are sent.',
  },
  'row.ragged': {
    title: 'Wrong number of cells',
    explain: 'The row has more or fewer cells than the header, so values may stand in the wrong column.',
    next: 'Look at these rows; correct the file if values have moved.',
  },
  'email.malformed': {
    title: 'Unusual e-mail address',
    explain: 'The address does not look like one. Hello Charles usually takes it all the same.',
    next: 'It will be sent as written.',
  },
  'date.invalid': {
    title: 'Not a date',
    explain: 'The value is no date in the chosen format. The property is left out for this person.',
    next: 'Check the date format in the mapping.',
  },
  'date.ambiguous': {
    title: 'Date can be read in two ways',
    explain: 'Day and month could be either way round. The property is left out for this person.',
    next: 'Set the date format in the mapping.',
  },
  'number.invalid': {
    title: 'Not a number',
    explain: 'The value is no number. The property is left out for this person.',
    next: 'Correct it in the file, or send the property as text.',
  },
  'number.ambiguous': {
    title: 'Number can be read in two ways',
    explain: 'The point or comma could mean thousands or decimals. The property is left out for this person.',
    next: 'Set the decimal sign in the mapping.',
  },
  'property.wrong_type': {
    title: 'Wrong kind of value',
    explain: 'The property expects another type. It is left out, so that no right value is overwritten.',
    next: 'Change the type in the mapping.',
  },
  'property.unknown': {
    title: 'Property does not exist',
    explain: 'The workspace has no custom property of this technical name and will ignore it.',
    next: 'Create it in Hello Charles first, or correct the technical name.',
  },
  'tag.unknown': {
    title: 'Tag does not exist',
    explain: 'The workspace has no tag of this name and will ignore it.',
    next: 'Create it in Hello Charles first, under Settings, Manage Tags.',
  },
  'tag.near_duplicate': {
    title: 'Tag is spelled differently',
    explain: 'A tag that exists differs only in capitals or spaces.',
    next: 'Correct the spelling so that it meets the tag that exists.',
  },
} as const satisfies Record<FindingCode, FindingWords>;

const error = {
  internal: {
    what: 'Something went wrong inside the app.',
    next: 'Try again. If it happens again, restart the app; your work is saved.',
  },
  invalid_request: {
    what: 'The app asked for something that it does not allow.',
    next: 'Go back one step and try again.',
  },
  cancelled: { what: 'Cancelled.', next: 'You can start again at any time.' },
  'file.not_found': {
    what: 'The file {{file}} is not there any more.',
    next: 'It may have been moved or renamed. Choose it again.',
  },
  'file.not_readable': {
    what: 'The file {{file}} can’t be opened.',
    next: 'Close it in other programs, check that you may read it, and choose it again.',
  },
  'file.is_folder': { what: '{{file}} is a folder.', next: 'Choose a file inside it.' },
  'file.empty': {
    what: 'The file {{file}} is empty.',
    next: 'Export it again, and choose the new file.',
  },
  'file.only_header': {
    what: 'The file {{file}} has a header line and no people below it.',
    next: 'Check the export, and choose a file with rows.',
  },
  'file.not_text': {
    what: 'The file {{file}} isn’t text.',
    next: 'Save it as CSV in your spreadsheet program, and choose that file.',
  },
  'file.unsupported': {
    what: 'The file {{file}} is of a kind that the app can’t read ({{kind}}).',
    next: 'Open it where it comes from, save it as .xlsx or CSV, and choose that file.',
  },
  'file.old_workbook': {
    what: 'The file {{file}} is from an old Excel (.xls), which the app can’t read.',
    next: 'Open it in a spreadsheet program, save it as .xlsx or CSV, and choose that file.',
  },
  'file.locked': {
    what: 'The file {{file}} is protected with a password.',
    next: 'Save it again without a password, and choose that file.',
  },
  'file.broken': {
    what: 'The file {{file}} is damaged and can’t be unpacked.',
    next: 'Export or download it again, and choose the new file.',
  },
  'file.many_in_zip': {
    what: 'There are {{count}} files in {{file}}, and only one can be imported.',
    next: 'Unpack it, and choose one of them.',
  },
  'file.no_such_sheet': {
    what: 'The workbook {{file}} has no sheet named {{sheet}}.',
    next: 'Choose another sheet.',
  },
  'file.no_room': {
    what: 'There isn’t enough room on the disk to read {{file}}.',
    next: 'Make {{megabytes}} MB free on the disk that the app keeps its data on, and open the file again. Nothing of it was kept.',
  },
  'file.write_failed': {
    what: 'The file {{file}} can’t be written.',
    next: 'Choose another folder, or close the file in other programs.',
  },
  'store.disk_full': {
    what: 'The disk is full, so nothing more can be saved.',
    next: 'Make some room on it, and try again. What was saved before is safe.',
  },
  'store.failed': {
    what: 'The app’s own data could not be read or saved.',
    next: 'Restart the app. If it happens again, check the disk.',
  },
  'store.newer_version': {
    what: 'A newer version of the app has written this data.',
    next: 'Install the newest version to go on.',
  },
  'audience.not_found': {
    what: 'This audience is not here any more.',
    next: 'Choose the file again.',
  },
  'audience.not_ready': {
    what: 'The file has not been read to its end.',
    next: 'Wait for the import, or choose the file again.',
  },
  'mapping.not_json': {
    what: 'The mapping {{file}} isn’t JSON.',
    next: 'Check the file; the place of the first mistake is named below.',
  },
  'mapping.invalid': {
    what: 'The mapping isn’t complete: {{problem}}',
    next: 'Correct it, and try again.',
  },
  'mapping.missing_column': {
    what: 'The mapping names the column {{column}}, and the file has no such column.',
    next: 'Choose another column for it.',
  },
  'mapping.omit_on_reference': {
    what: 'Bad phones can’t be left out where the phone is the reference ID: nothing would be left to send.',
    next: 'Exclude the rows, or choose another reference ID.',
  },
  'template.not_found': {
    what: 'This template is not here any more.',
    next: 'Choose another one, or map the columns yourself.',
  },
  'template.name_taken': {
    what: 'There is already a template named {{name}}.',
    next: 'Choose another name.',
  },
  'template.invalid': {
    what: 'The file {{file}} isn’t a mapping template: {{problem}}',
    next: 'Choose a file that was saved as a template here.',
  },
  'profile.not_json': {
    what: 'The API profile {{file}} isn’t JSON.',
    next: 'Check the file; the place of the first mistake is named below.',
  },
  'profile.invalid': {
    what: 'The API profile isn’t valid: {{problem}}',
    next: 'Correct it, and try again.',
  },
  'edit.no_such_cell': {
    what: 'There is no such row or column in this audience.',
    next: 'Choose another cell.',
  },
  'check.not_found': { what: 'This check is not here any more.', next: 'Check the audience again.' },
  'check.not_ready': {
    what: 'The check has not come to its end.',
    next: 'Wait for it, or start it again.',
  },
  'connection.not_found': {
    what: 'There is no connection {{name}}.',
    next: 'Choose another one, or add it.',
  },
  'connection.name_taken': {
    what: 'There is a connection called {{name}} already.',
    next: 'Choose another name.',
  },
  'connection.bad_url': {
    what: '{{url}} is not a workspace address.',
    next: 'Type the workspace’s name (acme), its host (acme.hello-charles.com) or the full address.',
  },
  'connection.insecure_url': {
    what: '{{url}} is not encrypted, so the key would be readable on the way.',
    next: 'Use https.',
  },
  'connection.no_key': {
    what: 'There is no API key for {{name}}.',
    next: 'Edit the connection, and paste the key from Hello Charles, under Settings, API Keys.',
  },
  'connection.bad_key': {
    what: 'This is not an API key: it has spaces, or signs that a key can’t have.',
    next: 'Copy the key again from Hello Charles, under Settings, API Keys.',
  },
  'connection.moved': {
    what: 'The connection “{{name}}” leads elsewhere than when this push began.',
    next: 'Change its address back to go on, or start a new push. Its key is never sent to another address.',
  },
  'connection.bad_file': {
    what: 'These are no connections that this app exported.',
    next: 'Choose a file that was made with “Export connections”.',
  },
  'connection.practice_is_fixed': {
    what: 'The practice workspace belongs to the app and can’t be changed.',
    next: 'Add a connection of your own.',
  },
  'keychain.failed': {
    what: 'The system’s keychain did not answer.',
    next: 'Unlock it and try again. Until then the key is kept only while the app is open.',
  },
  'practice.not_running': {
    what: 'The practice workspace is not running.',
    next: 'Start it under Practice.',
  },
  'push.nothing_to_send': {
    what: 'No row of this audience can be sent.',
    next: 'Look at the reasons in the check, and repair what can be repaired.',
  },
  'push.already_running': {
    what: 'A push is running.',
    next: 'Wait for it to finish, or cancel it.',
  },
  'run.not_found': { what: 'There is no push {{run}}.', next: 'Look in the history.' },
  'run.not_resumable': {
    what: 'The push {{run}} came to its end, so there is nothing to go on with.',
    next: 'Start a new push.',
  },
  'run.resume_first': {
    what: 'The push {{run}} was interrupted, and some of its contacts are still on their way.',
    next: 'Go on with it first; what is left over can be sent again then.',
  },
  'run.rows_forgotten': {
    what: 'The rows of the push {{run}} were forgotten. Only its counts are kept.',
    next: 'Import the file again, and start a new push.',
  },
  'run.nothing_to_retry': {
    what: 'No contact of the push {{run}} needs to be sent again.',
    next: 'Start a new push.',
  },
  'cli.usage': {
    what: 'The command can’t be run: {{problem}}',
    next: 'Add --help to see how it is written.',
  },
} as const satisfies Record<ErrorCode, ErrorWords>;

/**
 * English words of the domain, used by the window and the command line alike.
 * `{{name}}` stands for a value; `_one` and `_other` are the plural forms of i18next.
 */
export const domainEn = {
  finding,
  error,
  verdict: {
    ready: 'Ready',
    fixed: 'Repaired',
    warned: 'Look at it',
    merged: 'Merged',
    excluded: 'Can’t be sent',
  } satisfies Record<Verdict, string>,
  severity: {
    notice: 'Note',
    fixed: 'Repaired',
    warned: 'Look at it',
    merged: 'Merged',
    excluded: 'Can’t be sent',
  } satisfies Record<Severity, string>,
  outcome: {
    accepted: 'Accepted',
    unconfirmed: 'Not confirmed',
    rejected: 'Rejected',
    unknown: 'Unknown',
    not_sent: 'Not sent',
  } satisfies Record<Outcome, string>,
  /** What each outcome means, in one sentence. */
  outcomeExplain: {
    accepted: 'Hello Charles said that it took the contact.',
    unconfirmed: 'Hello Charles took the batch, but said nothing about each contact.',
    rejected: 'Hello Charles refused the contact.',
    unknown: 'It may have arrived, but no answer settled it.',
    not_sent: 'It certainly did not arrive.',
  } satisfies Record<Outcome, string>,
  runState: {
    running: 'Running',
    finished: 'Finished',
    stopped: 'Stopped',
    paused: 'Paused',
    cancelled: 'Cancelled',
    interrupted: 'Interrupted',
  } satisfies Record<RunState, string>,
  /** Why a push ended early, and what to do now. */
  stop: {
    refused_key: {
      what: 'Hello Charles refused the API key.',
      next: 'Paste a fresh key into the connection, and go on with the push.',
    },
    no_access: {
      what: 'The key has no access to the contact API.',
      next: 'The API is a closed beta: ask your Hello Charles success manager for access, and give the key admin permission.',
    },
    not_found: {
      what: 'There is no contact API at this address.',
      next: 'Check the connection’s address, and ask your success manager whether the API is open for you.',
    },
    request_refused: {
      what: 'Hello Charles refused the requests as such, not single contacts.',
      next: 'Its words are shown below. The API may have changed.',
    },
    too_many_failures: {
      what: 'Too many batches failed in a row.',
      next: 'Wait a while and go on with the push; nothing that was accepted is lost.',
    },
    disk_full: {
      what: 'The disk is full, so the push was stopped before it could lose track.',
      next: 'Make some room on it, and go on with the push; nothing that was accepted is lost.',
    },
    limit_reached: {
      what: 'The limit that you set was reached.',
      next: 'Look at these contacts in Hello Charles, then push the rest.',
    },
    canary: {
      what: 'The first contacts were sent, and the push waits for you.',
      next: 'Look at them in Hello Charles, then go on or cancel.',
    },
    paused: {
      what: 'You paused the push.',
      next: 'Go on when you are ready; nothing that was sent is sent again.',
    },
  } satisfies Record<StopCode, ErrorWords>,
  /** What stands in a sentence where a value is not known. */
  fallback: {
    file: '(no name)',
    column: '(no name)',
    url: 'This',
    name: '(no name)',
    run: '(no number)',
    problem: 'a value is missing.',
    count: 'several',
    megabytes: 'some',
    kind: 'unknown',
  },
} as const;
