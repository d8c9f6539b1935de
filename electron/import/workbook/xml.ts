import { SaxesParser, type SaxesTagPlain } from 'saxes';
import type { Entry, ZipFile } from 'yauzl';

/** Of a tag, by name. */
export type Attributes = Readonly<Record<string, string>>;

/** Name of a tag without its namespace prefix. */
export const local = ({ name }: SaxesTagPlain): string => name.slice(name.indexOf(':') + 1);

/** Feeds an entry to a parser. Yields the unpacked bytes read so far. */
export async function* parseXml(zip: ZipFile, entry: Entry, parser: SaxesParser): AsyncGenerator<number> {
  const decoder = new TextDecoder();
  const stream = await zip.openReadStreamPromise(entry);
  let read = 0;
  try {
    for await (const bytes of stream as AsyncIterable<Buffer>) {
      read += bytes.length;
      parser.write(decoder.decode(bytes, { stream: true }));
      yield read;
    }
    parser.close();
  } finally {
    stream.destroy();
  }
}

/** Reads a part's opening tags. @param onTag gets names without their namespace prefix */
export async function readTags(
  zip: ZipFile,
  entry: Entry | undefined,
  onTag: (name: string, attributes: Attributes) => void,
): Promise<void> {
  if (!entry) return;
  const parser = new SaxesParser();
  parser.on('error', throwIt);
  parser.on('opentag', (tag) => onTag(local(tag), tag.attributes as Attributes));
  for await (const _ of parseXml(zip, entry, parser));
}

/** For a parser's errors: whoever feeds it gets them. */
export const throwIt = (error: Error): never => {
  throw error;
};
