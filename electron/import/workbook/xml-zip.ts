import { SaxesParser, type SaxesTagPlain } from 'saxes';
import type { Entry, ZipFile } from 'yauzl';
import { openZip } from '../zip-kind.ts';

/** Of a tag, by name. */
export type Attributes = Readonly<Record<string, string>>;

/** Name of a tag without its namespace prefix. */
export const local = ({ name }: SaxesTagPlain): string => name.slice(name.indexOf(':') + 1);

/** A parser whose errors are thrown to whoever feeds it. */
export function createXmlParser(): SaxesParser {
  const parser = new SaxesParser();
  parser.on('error', (error) => {
    throw error;
  });
  return parser;
}

/** A zip file of XML parts, which all spreadsheet formats are. Its parts are read as streams. */
export class XmlZip {
  private readonly zip: ZipFile;
  private readonly entries: ReadonlyMap<string, Entry>;
  private readonly signal: AbortSignal;

  private constructor(zip: ZipFile, entries: ReadonlyMap<string, Entry>, signal: AbortSignal) {
    this.zip = zip;
    this.entries = entries;
    this.signal = signal;
  }

  /**
   * Opens a file. Close it when done.
   * @param packed its name in a zip file, where it is packed in one
   * @throws what yauzl throws for broken files
   */
  static async open(path: string, signal: AbortSignal, packed?: string): Promise<XmlZip> {
    const zip = await openZip(path, packed);
    try {
      const entries = new Map<string, Entry>();
      for await (const entry of zip.eachEntry()) entries.set(entry.fileName, entry);
      return new XmlZip(zip, entries, signal);
    } catch (thrown) {
      zip.close();
      throw thrown;
    }
  }

  /** Unpacked bytes of a part; 0 where it isn't there. */
  size(part: string): number {
    return this.entries.get(part)?.uncompressedSize ?? 0;
  }

  /**
   * Feeds a part to a parser; one that isn't there is empty. Yields the unpacked bytes read so far.
   * @throws the signal's reason, and what the parser throws
   */
  async *parse(part: string, parser: SaxesParser): AsyncGenerator<number> {
    const entry = this.entries.get(part);
    if (!entry) return;
    const stream = await this.zip.openReadStreamPromise(entry);
    let decoder: TextDecoder | null = null;
    let read = 0;
    try {
      for await (const bytes of stream as AsyncIterable<Buffer>) {
        this.signal.throwIfAborted();
        decoder ??= new TextDecoder(encodingOf(bytes));
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
  async tags(part: string, onTag: (name: string, attributes: Attributes) => void): Promise<void> {
    const parser = createXmlParser();
    parser.on('opentag', (tag) => onTag(local(tag), tag.attributes as Attributes));
    for await (const _ of this.parse(part, parser));
  }

  close(): void {
    this.zip.close();
  }
}

/** XML in a zip is UTF-8, or UTF-16 with a mark. Source: ECMA-376 part 2, 8.1.4. */
function encodingOf([first, second]: Uint8Array): string {
  if (first === 0xff && second === 0xfe) return 'utf-16le';
  return first === 0xfe && second === 0xff ? 'utf-16be' : 'utf-8';
}
