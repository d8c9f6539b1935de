/** The API's own words about a contact, with the HTTP status where they don't name it. */
export const answerWords = (status: number | null, message: string | null): string =>
  [message?.includes(String(status)) ? null : status, message].filter(Boolean).join(' ');
