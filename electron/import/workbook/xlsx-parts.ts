import { type CellFormat, formatOf } from './cell-formats.ts';
import type { Sheet } from './workbook.ts';
import { createXmlParser, local, type XmlZip } from './xml-zip.ts';

/** A sheet, and its part of the zip file. */
export interface XlsxSheet extends Sheet {
  readonly part: string;
}

/** What a workbook's relations point to, by their ID. */
export async function readTargets(zip: XmlZip): Promise<Map<string, string>> {
  const targets = new Map<string, string>();
  await zip.tags('xl/_rels/workbook.xml.rels', (name, { Id, Target }) => {
    if (name !== 'Relationship' || Id === undefined || Target === undefined) return;
    targets.set(Id, Target.startsWith('/') ? Target.slice(1) : `xl/${Target.replace(/^\.\//, '')}`);
  });
  return targets;
}

/** The workbook's sheets of cells, and whether its days are counted from 1904. */
export async function readSheets(
  zip: XmlZip,
  targets: ReadonlyMap<string, string>,
): Promise<{ sheets: XlsxSheet[]; isFrom1904: boolean }> {
  const sheets: XlsxSheet[] = [];
  let isFrom1904 = false;
  await zip.tags('xl/workbook.xml', (name, attributes) => {
    if (name === 'workbookPr') isFrom1904 = /^(?:1|true)$/.test(attributes.date1904 ?? '');
    if (name !== 'sheet') return;
    const relation = Object.entries(attributes).find(([key]) => key === 'id' || key.endsWith(':id'))?.[1];
    const part = targets.get(relation ?? '');
    // Chart sheets and macro sheets hold no table.
    if (part === undefined || !part.includes('worksheets/')) return;
    sheets.push({
      name: attributes.name ?? `${sheets.length + 1}`,
      isHidden: (attributes.state ?? 'visible') !== 'visible',
      part,
    });
  });
  return { sheets, isFrom1904 };
}

/** The formats that cells point to. */
export async function readFormats(zip: XmlZip): Promise<CellFormat[]> {
  const codes = new Map<number, string>();
  const formats: CellFormat[] = [];
  let inCells = false;
  await zip.tags('xl/styles.xml', (name, attributes) => {
    if (name === 'numFmt') codes.set(Number(attributes.numFmtId), attributes.formatCode ?? '');
    if (name === 'cellXfs') inCells = true;
    else if (name === 'cellStyles' || name === 'dxfs') inCells = false;
    else if (name === 'xf' && inCells) {
      const id = Number(attributes.numFmtId ?? 0);
      formats.push(formatOf(id, codes.get(id)));
    }
  });
  return formats;
}

/** The texts that cells point to. Readings for Japanese names (`rPh`) are no part of the text. */
export async function readSharedTexts(zip: XmlZip): Promise<string[]> {
  const texts: string[] = [];
  const parser = createXmlParser();
  let text = '';
  let inText = false;
  let readings = 0;
  parser.on('opentag', (tag) => {
    const name = local(tag);
    if (name === 'si') text = '';
    else if (name === 'rPh') readings += 1;
    else if (name === 't') inText = readings === 0;
  });
  parser.on('text', (piece) => {
    if (inText) text += piece;
  });
  parser.on('closetag', (tag) => {
    const name = local(tag);
    if (name === 't') inText = false;
    else if (name === 'rPh') readings -= 1;
    else if (name === 'si') texts.push(unescapeText(text));
  });
  for await (const _ of zip.parse('xl/sharedStrings.xml', parser));
  return texts;
}

/** Signs that XML can't hold are written `_x000D_`. Source: ECMA-376 part 1, 22.9.2.19 (ST_Xstring). */
export const unescapeText = (text: string): string =>
  text.includes('_x')
    ? text.replace(/_x([0-9A-Fa-f]{4})_/g, (_, code: string) =>
        String.fromCharCode(Number.parseInt(code, 16)),
      )
    : text;
