/** What a worker thread tells its owner. `done` or `failed` is the last message. */
import type { MessagePort } from 'node:worker_threads';
import type { AppError } from '../../shared/result.ts';

export type JobMessage<Progress, Output> =
  | { readonly kind: 'progress'; readonly progress: Progress }
  | { readonly kind: 'done'; readonly output: Output }
  | { readonly kind: 'failed'; readonly error: AppError };

/** What an owner tells its worker thread: which job to do, one at a time, and to cancel the one under way. */
export type JobCommand =
  | 'cancel'
  | { readonly name: string; readonly input: unknown; readonly ports: readonly MessagePort[] };

/** What a task gives back, and the buffers in it that move instead of being copied. */
export interface TaskAnswer<Output> {
  readonly output: Output;
  readonly transfer?: readonly ArrayBuffer[];
}
