import type { TransportAnswer, TransportFailureKind } from '../push/transport.ts';

/** Chromium's names of failures (net_error_list.h) that end a request before a byte of it was taken. */
const neverArrived: readonly (readonly [RegExp, TransportFailureKind])[] = [
  [/^ERR_(NAME_NOT_RESOLVED|NAME_RESOLUTION_FAILED|DNS_\w+|ICANN_NAME_COLLISION)$/, 'dns'],
  [/^ERR_CONNECTION_TIMED_OUT$/, 'connect_timeout'],
  [
    /^ERR_(CERT_\w+|CERTIFICATE_\w+|SSL_VERSION_OR_CIPHER_MISMATCH|SSL_PROTOCOL_ERROR|SSL_OBSOLETE_VERSION)$/,
    'tls',
  ],
  [/^ERR_(SSL_PINNED_KEY_NOT_IN_CERT_CHAIN|SSL_CLIENT_AUTH_CERT_NEEDED|BAD_SSL_CLIENT_AUTH_CERT)$/, 'tls'],
  [
    /^ERR_(CONNECTION_REFUSED|CONNECTION_FAILED|ADDRESS_UNREACHABLE|ADDRESS_INVALID|INTERNET_DISCONNECTED)$/,
    'refused',
  ],
  [
    /^ERR_(PROXY_CONNECTION_FAILED|TUNNEL_CONNECTION_FAILED|PROXY_CERTIFICATE_INVALID|NO_SUPPORTED_PROXIES)$/,
    'refused',
  ],
  [/^ERR_(UNSAFE_PORT|NETWORK_ACCESS_DENIED|BLOCKED_BY_\w+)$/, 'refused'],
];

const onTheWay: readonly (readonly [RegExp, TransportFailureKind])[] = [
  [/^ERR_TIMED_OUT$/, 'timeout'],
  [/^ERR_(CONNECTION_\w+|EMPTY_RESPONSE|SOCKET_NOT_CONNECTED|NETWORK_CHANGED|HTTP2_\w+|QUIC_\w+)$/, 'reset'],
  [/^ERR_(CONTENT_LENGTH_MISMATCH|INCOMPLETE_\w+|INVALID_HTTP_RESPONSE|SSL_\w+)$/, 'reset'],
];

/**
 * What a failure of Electron's `net.request` means for the contacts in it.
 * @param message such as `net::ERR_NAME_NOT_RESOLVED`.
 */
export function failureOf(message: string): TransportAnswer {
  const name = /ERR_[A-Z0-9_]+/.exec(message)?.[0] ?? '';
  for (const [pattern, failure] of neverArrived) {
    if (pattern.test(name)) return { kind: 'failure', failure, mayHaveArrived: false, detail: message };
  }
  for (const [pattern, failure] of onTheWay) {
    if (pattern.test(name)) return { kind: 'failure', failure, mayHaveArrived: true, detail: message };
  }
  return { kind: 'failure', failure: 'other', mayHaveArrived: true, detail: message };
}
