import { describe, expect, it } from 'vitest';
import { failureOf } from '../../../electron/shell/net-failures.ts';

describe('a failed request', () => {
  it.each([
    ['net::ERR_NAME_NOT_RESOLVED', 'dns'],
    ['net::ERR_CONNECTION_REFUSED', 'refused'],
    ['net::ERR_INTERNET_DISCONNECTED', 'refused'],
    ['net::ERR_PROXY_CONNECTION_FAILED', 'refused'],
    ['net::ERR_CERT_AUTHORITY_INVALID', 'tls'],
    ['net::ERR_CERT_DATE_INVALID', 'tls'],
    ['net::ERR_SSL_PROTOCOL_ERROR', 'tls'],
    ['net::ERR_CONNECTION_TIMED_OUT', 'connect_timeout'],
  ])('%s provably never arrived (%s)', (message, failure) => {
    expect(failureOf(message)).toMatchObject({ failure, mayHaveArrived: false, detail: message });
  });

  it.each([
    ['net::ERR_CONNECTION_RESET', 'reset'],
    ['net::ERR_CONNECTION_CLOSED', 'reset'],
    ['net::ERR_EMPTY_RESPONSE', 'reset'],
    ['net::ERR_HTTP2_PROTOCOL_ERROR', 'reset'],
    ['net::ERR_SSL_BAD_RECORD_MAC_ALERT', 'reset'],
    ['net::ERR_TIMED_OUT', 'timeout'],
    ['net::ERR_SOMETHING_NEW', 'other'],
    ['no name at all', 'other'],
  ])('%s may have arrived (%s)', (message, failure) => {
    expect(failureOf(message)).toMatchObject({ failure, mayHaveArrived: true });
  });
});
