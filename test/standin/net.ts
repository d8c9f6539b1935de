/** `net.request` over Node's own HTTP, with Chromium's names for what goes wrong. */
import { EventEmitter } from 'node:events';
import { request as httpRequest, type ClientRequest as NodeRequest } from 'node:http';
import { request as httpsRequest } from 'node:https';
import { network } from './power.ts';

/** Node's code of a failure, and what Chromium calls it. */
const chromiumNames: Readonly<Record<string, string>> = {
  ENOTFOUND: 'ERR_NAME_NOT_RESOLVED',
  EAI_AGAIN: 'ERR_NAME_NOT_RESOLVED',
  ECONNREFUSED: 'ERR_CONNECTION_REFUSED',
  EHOSTUNREACH: 'ERR_ADDRESS_UNREACHABLE',
  ENETUNREACH: 'ERR_INTERNET_DISCONNECTED',
  ETIMEDOUT: 'ERR_CONNECTION_TIMED_OUT',
  ECONNRESET: 'ERR_CONNECTION_RESET',
  EPIPE: 'ERR_CONNECTION_RESET',
  EPROTO: 'ERR_SSL_PROTOCOL_ERROR',
  CERT_HAS_EXPIRED: 'ERR_CERT_DATE_INVALID',
  DEPTH_ZERO_SELF_SIGNED_CERT: 'ERR_CERT_AUTHORITY_INVALID',
  SELF_SIGNED_CERT_IN_CHAIN: 'ERR_CERT_AUTHORITY_INVALID',
  UNABLE_TO_VERIFY_LEAF_SIGNATURE: 'ERR_CERT_AUTHORITY_INVALID',
  UNABLE_TO_GET_ISSUER_CERT_LOCALLY: 'ERR_CERT_AUTHORITY_INVALID',
  ERR_TLS_CERT_ALTNAME_INVALID: 'ERR_CERT_COMMON_NAME_INVALID',
};

function asChromiumError(error: NodeJS.ErrnoException): Error {
  const name =
    chromiumNames[error.code ?? ''] ??
    (error.code?.startsWith('ERR_SSL') ? 'ERR_SSL_PROTOCOL_ERROR' : undefined) ??
    (error.code?.startsWith('HPE_') ? 'ERR_INVALID_HTTP_RESPONSE' : 'ERR_FAILED');
  return new Error(`net::${name}`);
}

class ClientRequest extends EventEmitter implements Pick<Electron.ClientRequest, 'abort' | 'setHeader'> {
  readonly #request: NodeRequest;
  #ended = false;

  constructor(options: Electron.ClientRequestConstructorOptions) {
    super();
    const url = new URL(options.url ?? '');
    const open = url.protocol === 'https:' ? httpsRequest : httpRequest;
    this.#request = open(url, { method: options.method ?? 'GET' });
    this.#request.on('error', (error) => this.#fail(error));
    this.#request.on('response', (response) => {
      const status = response.statusCode ?? 0;
      if (status >= 300 && status < 400 && response.headers.location !== undefined) {
        const headers = Object.fromEntries(
          Object.entries(response.headers).map(([name, value]) => [name, [value ?? ''].flat()]),
        );
        this.emit('redirect', status, options.method, response.headers.location, headers);
        // As Electron: a redirect that nobody follows ends in an error.
        this.#fail(new Error('Redirect was cancelled'));
        this.#request.destroy();
        return;
      }
      this.emit('response', response);
    });
  }

  #fail(error: NodeJS.ErrnoException): void {
    if (this.#ended) return;
    this.#ended = true;
    this.emit('error', error.code === undefined ? error : asChromiumError(error));
    this.emit('close');
  }

  setHeader(name: string, value: string): void {
    this.#request.setHeader(name, value);
  }

  end(body?: string): this {
    if (body !== undefined) this.#request.setHeader('content-length', Buffer.byteLength(body));
    this.#request.end(body);
    return this;
  }

  abort(): void {
    this.#ended = true;
    this.#request.destroy();
    this.emit('abort');
  }
}

export const net = {
  request: (options: Electron.ClientRequestConstructorOptions) => new ClientRequest(options),
  isOnline: () => network.online,
} satisfies Partial<Record<keyof Electron.Net, unknown>>;
