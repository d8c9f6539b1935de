/**
 * What a number in a workbook stands for, by its number format. Everything in a sheet that isn't text is a
 * number: phones and prices, but dates as well.
 * @param raw the number as it is stored
 * @param isFrom1904 true where days are counted from 1904, as early Macs did
 */
export type CellFormat = (raw: string, isFrom1904: boolean) => string;

/** A number that is only a number: all digits, no exponent, no grouping. */
export const plainFormat: CellFormat = (raw) => {
  if (/^-?\d+$/.test(raw)) return raw;
  const value = Number(raw);
  if (!Number.isFinite(value)) return raw;
  // A number is stored with 17 digits; Excel means, and shows, no more than 15 of a fraction.
  if (Number.isInteger(value)) return BigInt(value).toString();
  return String(Number(value.toPrecision(15)));
};

/**
 * The format of a cell.
 * @param id built-in formats have fixed numbers. Source: ECMA-376 part 1, 18.8.30 (numFmt)
 * @param code the format's own code, for those of the workbook
 */
export function formatOf(id: number, code: string | undefined): CellFormat {
  if (code === undefined) {
    const isDate = (id >= 14 && id <= 17) || id === 22 || (id >= 27 && id <= 36) || (id >= 50 && id <= 58);
    const isTime = (id >= 18 && id <= 21) || (id >= 45 && id <= 47);
    return isDate || isTime ? dateFormat : plainFormat;
  }
  // What is in quotes, in brackets (colours, conditions) or after a backslash is shown, and says nothing.
  const bare = code
    .split(';')[0]
    ?.replace(/"[^"]*"|\\.|_.|\*.|\[(?!h+\]|m+\]|s+\])[^\]]*\]/gi, '')
    .toLowerCase();
  if (bare === undefined) return plainFormat;
  if (/[ydhs]|m/.test(bare) && !/general/.test(bare)) return dateFormat;
  const zeros = /^0{2,}$/.exec(code);
  // Postcodes and phones whose leading zeros exist only in the format.
  if (zeros) return (raw, from) => plainFormat(raw, from).padStart(zeros[0].length, '0');
  if (/^(?:\+|\\\+|"\+")[0#]+$/.test(code)) {
    return (raw, from) => {
      const plain = plainFormat(raw, from);
      return /^\d+$/.test(plain) ? `+${plain}` : plain;
    };
  }
  return plainFormat;
}

const dayLength = 86_400_000;

/** A day number as ISO 8601: the day, with the time where there is one; a time alone where there is no day. */
const dateFormat: CellFormat = (raw, isFrom1904) => {
  const serial = Number(raw);
  if (!Number.isFinite(serial) || serial < 0 || serial > 2_958_466) return raw;
  // Excel believes in a 29 February 1900; before it, days are off by one.
  const shift = !isFrom1904 && serial < 60 ? 1 : 0;
  const epoch = isFrom1904 ? Date.UTC(1904, 0, 1) : Date.UTC(1899, 11, 30);
  const moment = new Date(epoch + Math.round((serial + shift) * 86_400) * 1000);
  const iso = moment.toISOString();
  if (serial < 1 && !isFrom1904) return iso.slice(11, 19);
  return moment.getTime() % dayLength === 0 ? iso.slice(0, 10) : `${iso.slice(0, 10)} ${iso.slice(11, 19)}`;
};
