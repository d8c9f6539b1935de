import type { TaskAnswer } from '../jobs/protocol.ts';
import { type BlockInput, type ParsedBlock, parseBlock } from './parse-block.ts';

/** `parseBlock` as the pool runs it: chunks are in memory that is shared, or move to the thread that stages them. */
export function parseBlockTask(input: BlockInput): TaskAnswer<ParsedBlock | null> {
  const output = parseBlock(input);
  const buffer = output?.bytes.buffer;
  return { output, transfer: buffer instanceof ArrayBuffer ? [buffer] : [] };
}
