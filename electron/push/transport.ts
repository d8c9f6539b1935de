/** One HTTP request, as the push engine makes it. */
export interface TransportRequest {
  readonly method: string;
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  /** Text goes out as UTF-8; bytes go out as they are. */
  readonly body: string | Buffer | null;
  /** Limit for the request as a whole (connecting, the answer's head and its body), in milliseconds. */
  readonly timeoutMs: number;
  /** Most bytes of an answer that are read; a longer one counts as broken. */
  readonly maxAnswerBytes: number;
  readonly signal: AbortSignal;
}

export type TransportFailureKind =
  | 'dns'
  | 'refused'
  | 'tls'
  | 'connect_timeout'
  | 'timeout'
  | 'reset'
  | 'aborted'
  | 'answer_too_long'
  | 'other';

/** An answer with its status, or a failure below HTTP; never an exception. */
export type TransportAnswer =
  | {
      readonly kind: 'answer';
      readonly status: number;
      /** Names in lower case. */
      readonly headers: Readonly<Record<string, string>>;
      readonly body: string;
    }
  | {
      readonly kind: 'failure';
      readonly failure: TransportFailureKind;
      /** False only where the request provably never reached the API. In doubt it may have. */
      readonly mayHaveArrived: boolean;
      readonly detail: string;
      /** Status of an answer whose head came through, and whose body didn't. */
      readonly status?: number;
    };

/** Sends one request. Redirects are not followed: a 3xx is an answer. */
export type Transport = (request: TransportRequest) => Promise<TransportAnswer>;
