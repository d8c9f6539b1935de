/**
 * The few web standards that every JavaScript host has and the language's own library doesn't list.
 * `shared/` may use these and no others: it is checked without DOM and Node types.
 */
declare class URL {
  constructor(url: string, base?: string);
  readonly protocol: string;
  readonly username: string;
  readonly password: string;
  readonly host: string;
  readonly hostname: string;
  readonly port: string;
  readonly pathname: string;
  readonly search: string;
  readonly hash: string;
  readonly origin: string;
  readonly href: string;
}

declare class TextEncoder {
  encode(input?: string): Uint8Array;
}
