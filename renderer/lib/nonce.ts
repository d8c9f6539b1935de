/**
 * The nonce that the page's Content Security Policy allows for style elements. The protocol handler writes a
 * fresh one into the document for each response.
 */
export const pageNonce = (): string =>
  document.querySelector<HTMLMetaElement>('meta[name="csp-nonce"]')?.content ?? '';
