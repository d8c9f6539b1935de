import type { TaskAnswer } from '../jobs/protocol.ts';
import { type BlockInput, type ParsedBlock, parseBlock } from './parse-block.ts';

/** `parseBlock` as the pool runs it: the packed chunks move to the thread that stages them. */
export function parseBlockTask(input: BlockInput): TaskAnswer<ParsedBlock | null> {
  const output = parseBlock(input);
  return { output, transfer: output ? [output.bytes.buffer] : [] };
}
