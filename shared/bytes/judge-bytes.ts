import { type CatalogueLists, createTagIndex, judgeProperties } from '../catalogue.ts';
import { type Finding, findingCodes, type Verdict, worstVerdict } from '../findings.ts';
import type { Mapping, Source } from '../mapping.ts';
import { checkPhone } from '../phone/check-phone.ts';
import { type Home, homeOf } from '../phone/home.ts';
import { isPlainMobile } from '../phone/plain-bytes.ts';
import type { CountryCode, PhoneOptions } from '../phone/types.ts';
import {
  noTags,
  phoneFindings,
  propertyReader,
  type Read,
  readerOf,
  rowFilter,
  type TagReading,
  tagReader,
  withCatalogue,
} from '../row-readers.ts';
import { looksLikeEmail } from '../values/email.ts';
import { CellAnswers, cellText } from './cell-answers.ts';
import { isPlainEmail } from './email-bytes.ts';
import type { RowBytes, TextOf } from './row-bytes.ts';

const noFindings: readonly Finding[] = Object.freeze([]);
const filteredFindings: readonly Finding[] = Object.freeze([
  { code: 'row.filtered', severity: 'excluded', field: 'row' },
]);
const emptyPhone: readonly Finding[] = Object.freeze([
  { code: 'phone.empty', severity: findingCodes['phone.empty'], field: 'phoneNumber' },
]);

/** How phones are read under a row's country cell. */
interface PhoneReading {
  readonly options: PhoneOptions;
  readonly home: Home;
  /** Whether a number in E.164 form can be told from its bytes alone. */
  readonly isPlainEnough: boolean;
}

/**
 * Judges rows as `createRowJudge` does, from their bytes: texts are made only of cells that aren't plain. Holds
 * what was found out of the row that was judged last.
 */
export class BytesJudge {
  verdict: Verdict = 'ready';
  /** In the order of judgement. */
  findings: readonly Finding[] = noFindings;
  /** The tags that would be sent; none for a row that isn't. */
  tags: readonly string[] = noTags;
  /** Stands for the tags of a row that is sent (see `tagsOf`); -1 where nothing does. */
  tagsNumber = -1;
  isSent = false;
  filtered = false;
  /** The final reference ID: a text, or else the bytes between two places (equal ones: there is none). */
  reference: string | null = null;
  referenceFrom = 0;
  referenceTo = 0;
  /** The phone that would be sent, likewise. */
  phone: string | null = null;
  phoneFrom = 0;
  phoneTo = 0;

  private readonly columns: number;
  private readonly textOf: TextOf;
  private readonly referenceColumn: number;
  private readonly phoneColumn: number;
  private readonly emailColumn: number;
  private readonly referenceIsPhone: boolean;
  private readonly omitsInvalid: boolean;
  private readonly passes: readonly CellAnswers<boolean>[];
  private readonly phoneReading: CellAnswers<PhoneReading>;
  private readonly properties: readonly CellAnswers<readonly Finding[]>[];
  private readonly tagReading: CellAnswers<TagReading>;

  /** @param columns of the file, in its order; the mapping must not name others */
  constructor(
    mapping: Mapping,
    columns: readonly string[],
    catalogue: CatalogueLists | null,
    textOf: TextOf,
  ) {
    const width = columns.length;
    const reader = readerOf(columns);
    const place = (source: Source | null): number =>
      source && 'column' in source ? columns.indexOf(source.column) : -1;
    const answers = <Answer>(
      names: readonly string[],
      compute: (cells: readonly string[]) => Answer,
    ): CellAnswers<Answer> =>
      new CellAnswers([...new Set(names.map((name) => columns.indexOf(name)))], width, compute, textOf);

    this.columns = width;
    this.textOf = textOf;
    this.referenceColumn = place(mapping.externalReferenceId);
    this.phoneColumn = place(mapping.phoneNumber);
    this.emailColumn = place(mapping.emailAddress);
    this.referenceIsPhone = mapping.referenceId === 'as-phone';
    this.omitsInvalid = mapping.phone.invalid === 'omit';
    this.passes = mapping.onlyRowsWhere.map((condition) =>
      answers([condition.column], rowFilter({ onlyRowsWhere: [condition] }, reader)),
    );
    this.phoneReading = phoneReadings(mapping, reader, answers);
    const mismatches = judgeProperties(mapping.customProperties, catalogue);
    this.properties = mapping.customProperties.map((property) => {
      const { source, technicalName } = property;
      const read = withCatalogue(
        propertyReader(property, reader),
        reader(source) as Read,
        mismatches.find(({ field }) => field === `customProperties.${technicalName}`),
      );
      return answers('column' in source ? [source.column] : [], (cells) => {
        const findings: Finding[] = [];
        read(cells, {}, findings);
        return findings.length === 0 ? noFindings : findings;
      });
    });
    this.tagReading = answers(
      mapping.tags.flatMap((source) => ('column' in source ? [source.column] : [])),
      tagReader(mapping, reader, createTagIndex(catalogue)),
    );
  }

  /** @returns false for a row that only its texts can tell of; nothing is known of it then */
  judge(row: RowBytes): boolean {
    if (row.cells !== this.columns || this.referenceColumn < 0 || row.isEmpty(this.referenceColumn))
      return false;
    this.forget();
    const ofPhone = this.phoneColumn < 0 ? noFindings : this.judgePhone(row);
    if (ofPhone === null || !this.takeReference(row)) return false;
    for (const passes of this.passes) {
      if (!passes.of(row)) {
        this.filtered = true;
        this.exclude(filteredFindings);
        return true;
      }
    }
    let findings = ofPhone;
    if (this.emailColumn >= 0 && !row.isEmpty(this.emailColumn))
      findings = this.withEmail(row, this.emailColumn, findings);
    for (const property of this.properties) findings = both(findings, property.of(row));
    const { tags, findings: ofTags } = this.tagReading.of(row);
    findings = both(findings, ofTags);
    const verdict = findings === noFindings ? 'ready' : worstVerdict(findings);
    if (verdict === 'excluded' || (this.reference === null && this.referenceFrom === this.referenceTo)) {
      this.exclude(findings);
      return true;
    }
    this.verdict = verdict;
    this.findings = findings;
    this.tags = tags;
    this.tagsNumber = this.tagReading.number;
    this.isSent = true;
    return true;
  }

  /** The tags that a number stands for. */
  tagsOf(number: number): readonly string[] {
    return this.tagReading.numbered(number)?.tags ?? noTags;
  }

  private forget(): void {
    this.reference = null;
    this.referenceFrom = 0;
    this.referenceTo = 0;
    this.phone = null;
    this.phoneFrom = 0;
    this.phoneTo = 0;
    this.filtered = false;
  }

  /** As a row that isn't sent; its reference ID stays known. */
  private exclude(findings: readonly Finding[]): void {
    this.verdict = 'excluded';
    this.findings = findings;
    this.tags = noTags;
    this.tagsNumber = -1;
    this.isSent = false;
    this.phone = null;
    this.phoneFrom = 0;
    this.phoneTo = 0;
  }

  /** @returns what is to say of the phone; null where only the row's texts can tell */
  private judgePhone(row: RowBytes): readonly Finding[] | null {
    const column = this.phoneColumn;
    if (row.isEmpty(column)) return emptyPhone;
    const { options, home, isPlainEnough } = this.phoneReading.of(row);
    const from = row.starts[column] as number;
    const to = row.ends[column] as number;
    if (isPlainEnough && isPlainMobile(row.bytes, from, to, home)) {
      this.phoneFrom = from;
      this.phoneTo = to;
      return noFindings;
    }
    const text = cellText(row, column, this.textOf);
    if (text === '') return null;
    const check = checkPhone(text, options);
    this.phone = check.e164;
    return check.findings.length === 0 ? noFindings : phoneFindings(check, this.omitsInvalid);
  }

  /** @returns false where only the row's texts can tell */
  private takeReference(row: RowBytes): boolean {
    const column = this.referenceColumn;
    if (this.referenceIsPhone) {
      // Read from another column than the phone's, the ID may have findings of its own.
      if (column !== this.phoneColumn) return false;
      this.reference = this.phone;
      this.referenceFrom = this.phoneFrom;
      this.referenceTo = this.phoneTo;
      return true;
    }
    if (row.isTrim(column)) {
      const { bytes } = row;
      const from = row.starts[column] as number;
      const to = row.ends[column] as number;
      let all = 0;
      for (let at = from; at < to; at += 1) all |= bytes[at] as number;
      if (all < 128) {
        this.referenceFrom = from;
        this.referenceTo = to;
        return true;
      }
    }
    const text = cellText(row, column, this.textOf);
    this.reference = text;
    return text !== '';
  }

  private withEmail(row: RowBytes, column: number, findings: readonly Finding[]): readonly Finding[] {
    const from = row.starts[column] as number;
    const to = row.ends[column] as number;
    if (isPlainEmail(row.bytes, from, to)) return findings;
    const email = cellText(row, column, this.textOf);
    if (email === '' || looksLikeEmail(email)) return findings;
    return [
      ...findings,
      { code: 'email.malformed', severity: 'warned', field: 'emailAddress', before: email },
    ];
  }
}

function phoneReadings(
  { phone }: Mapping,
  reader: ReturnType<typeof readerOf>,
  answers: (
    names: readonly string[],
    compute: (cells: readonly string[]) => PhoneReading,
  ) => CellAnswers<PhoneReading>,
): CellAnswers<PhoneReading> {
  const { countryColumn, fixes } = phone;
  const readCountry = reader(countryColumn === null ? null : { column: countryColumn });
  return answers(countryColumn === null ? [] : [countryColumn], (cells) => {
    const options: PhoneOptions = {
      defaultCountry: phone.defaultCountry as CountryCode | null,
      possibleButInvalid: phone.possibleButInvalid,
      fixes,
      ...(readCountry === null ? null : { country: readCountry(cells) }),
    };
    const home = homeOf(options);
    // A rule may say what a country cell means that isn't understood.
    return { options, home, isPlainEnough: home.understood || fixes.length === 0 };
  });
}

const both = (some: readonly Finding[], more: readonly Finding[]): readonly Finding[] =>
  more.length === 0 ? some : some.length === 0 ? more : [...some, ...more];
