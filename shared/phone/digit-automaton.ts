/**
 * Many digit patterns at once, in one step a digit: an automaton over all patterns of a calling code, whose
 * states are made when a number first reaches them. Two digit strings that end in the same state are matched
 * by exactly the same patterns, so that what was found out for one of them holds for the other.
 *
 * Knows what libphonenumber's metadata is written in: digits, `\d`, classes, groups, alternatives and counts.
 */
export interface Automaton<Value> {
  /**
   * What is known of the digits of a text from a position to its end, if anything is.
   * All characters there must be ASCII digits, {@link longestDigits} at most.
   */
  readonly find: (text: string, from: number) => Value | undefined;
  /** As `find`, for ASCII digits that stand between two places of some bytes. */
  readonly findBytes: (bytes: Uint8Array, from: number, to: number) => Value | undefined;
  /** Which patterns match such digits. */
  readonly matching: (text: string, from: number) => ReadonlySet<DigitPattern>;
  /** Keeps what was found out about such digits, for all that the same patterns match. */
  readonly keep: (text: string, from: number, value: Value) => void;
}

/** A pattern of the metadata: of whole numbers, or of how they begin. */
export interface DigitPattern {
  readonly text: string;
  readonly of: 'number' | 'beginning';
}

/** Longer digit strings have no place in an automaton. */
export const longestDigits = 17;

/** A piece of a pattern: given where it goes on, adds its positions and tells the first. */
type Piece = (then: number) => number;

/** All ten digits, as a set of bits. */
const anyDigit = 0b11_1111_1111;

/** The positions of all patterns: a set of digits and the position after them, or branches without a digit. */
class Positions {
  readonly digits: number[] = [];
  readonly after: number[] = [];
  readonly branches: (readonly number[] | null)[] = [];

  digit(digits: number, then: number): number {
    this.digits.push(digits);
    this.after.push(then);
    this.branches.push(null);
    return this.digits.length - 1;
  }

  branch(branches: readonly number[]): number {
    this.digits.push(0);
    this.after.push(-1);
    this.branches.push(branches);
    return this.digits.length - 1;
  }

  /** A position that stays whatever digit comes. */
  forever(): number {
    const at = this.digits.length;
    return this.digit(anyDigit, at);
  }

  /** Adds a position, or what it branches to, to a set; what is no position adds nothing. */
  collect(at: number, into: Set<number>): void {
    const branches = this.branches[at];
    if (branches) for (const branch of branches) this.collect(branch, into);
    else into.add(at);
  }
}

/** Makes the automaton; null if a pattern is written in something else, then the caller must do without. */
export function automatonOf<Value>(patterns: Iterable<DigitPattern>): Automaton<Value> | null {
  const positions = new Positions();
  const first = new Set<number>();
  const ends = new Map<number, DigitPattern>();
  for (const pattern of patterns) {
    const piece = parse(pattern.text, positions);
    if (!piece) return null;
    const end = pattern.of === 'number' ? positions.digit(0, -1) : positions.forever();
    ends.set(end, pattern);
    positions.collect(piece(end), first);
  }
  return new LazyAutomaton<Value>(positions, ends, first);
}

/** What one state takes in the table of transitions. */
const digitsPerState = 10;
/** What one state takes in the list of values: one for each length. */
const valuesPerState = longestDigits + 1;

class LazyAutomaton<Value> implements Automaton<Value> {
  readonly #positions: Positions;
  /** The positions that are reached when a pattern has matched. */
  readonly #ends: ReadonlyMap<number, DigitPattern>;
  /** By state and digit: the next state, or 0 where no number has gone yet. The first state is 1. */
  #table = new Uint32Array(digitsPerState * 64);
  readonly #values: (Value | undefined)[] = Array<undefined>(valuesPerState).fill(undefined);
  /** The positions that each state stands for, and the state of each set of them. */
  readonly #sets: (readonly number[])[] = [[]];
  readonly #states = new Map<string, number>();

  constructor(positions: Positions, ends: ReadonlyMap<number, DigitPattern>, first: ReadonlySet<number>) {
    this.#positions = positions;
    this.#ends = ends;
    this.#stateOf(first);
  }

  find(text: string, from: number): Value | undefined {
    return this.#values[this.#walk(text, from) * valuesPerState + text.length - from];
  }

  findBytes(bytes: Uint8Array, from: number, to: number): Value | undefined {
    const table = this.#table;
    let state = 1;
    for (let at = from; at < to; at += 1) {
      state = table[state * digitsPerState + (bytes[at] as number) - 48] ?? 0;
      // Where no number has gone yet: its text will go there.
      if (state === 0) return undefined;
    }
    return this.#values[state * valuesPerState + to - from];
  }

  matching(text: string, from: number): ReadonlySet<DigitPattern> {
    const found = new Set<DigitPattern>();
    for (const at of this.#sets[this.#walk(text, from)] ?? []) {
      const pattern = this.#ends.get(at);
      if (pattern) found.add(pattern);
    }
    return found;
  }

  keep(text: string, from: number, value: Value): void {
    this.#values[this.#walk(text, from) * valuesPerState + text.length - from] = value;
  }

  #walk(text: string, from: number): number {
    const table = this.#table;
    let state = 1;
    for (let at = from; at < text.length; at += 1) {
      const digit = text.charCodeAt(at) - 48;
      const next = table[state * digitsPerState + digit] ?? 0;
      // The table may be another one after a step: begin anew, which happens once for each new state.
      if (next === 0) {
        this.#step(state, digit);
        return this.#walk(text, from);
      }
      state = next;
    }
    return state;
  }

  #step(state: number, digit: number): void {
    const { digits, after } = this.#positions;
    const reached = new Set<number>();
    for (const at of this.#sets[state] ?? [])
      if ((digits[at] ?? 0) & (1 << digit)) this.#positions.collect(after[at] ?? -1, reached);
    const next = this.#stateOf(reached);
    this.#table[state * digitsPerState + digit] = next;
  }

  #stateOf(set: ReadonlySet<number>): number {
    const sorted = Uint32Array.from(set).sort();
    const key = sorted.join();
    const known = this.#states.get(key);
    if (known !== undefined) return known;
    const state = this.#sets.length;
    this.#sets.push([...sorted]);
    this.#states.set(key, state);
    for (let length = 0; length < valuesPerState; length += 1) this.#values.push(undefined);
    if ((state + 1) * digitsPerState > this.#table.length) {
      const larger = new Uint32Array(this.#table.length * 2);
      larger.set(this.#table);
      this.#table = larger;
    }
    return state;
  }
}

/** The digits that a match of the pattern can begin with, as a set of bits; all if that can't be told. */
export function firstDigits(pattern: string): number {
  const positions = new Positions();
  const piece = parse(pattern, positions);
  if (!piece) return anyDigit;
  const first = new Set<number>();
  positions.collect(piece(positions.digit(0, -1)), first);
  let digits = 0;
  for (const at of first) digits |= positions.digits[at] ?? 0;
  return digits;
}

/** Reads a pattern; null if it holds anything that is not known here. */
function parse(pattern: string, positions: Positions): Piece | null {
  let at = 0;

  const alternatives = (): Piece | null => {
    const options: Piece[] = [];
    for (;;) {
      const option = sequence();
      if (!option) return null;
      options.push(option);
      if (pattern[at] !== '|') break;
      at += 1;
    }
    const [only] = options;
    if (options.length === 1 && only) return only;
    return (then) => positions.branch(options.map((option) => option(then)));
  };

  const sequence = (): Piece | null => {
    const pieces: Piece[] = [];
    while (at < pattern.length && pattern[at] !== '|' && pattern[at] !== ')') {
      const one = atom();
      const piece = one && counted(one);
      if (!piece) return null;
      pieces.push(piece);
    }
    return (then) => {
      let first = then;
      for (let index = pieces.length - 1; index >= 0; index -= 1) first = pieces[index]?.(first) ?? first;
      return first;
    };
  };

  const atom = (): Piece | null => {
    if (pattern[at] === '(') return group();
    const digits = digitSet();
    return digits === 0 ? null : (then) => positions.digit(digits, then);
  };

  const group = (): Piece | null => {
    at += 1;
    if (pattern[at] === '?') {
      // Of the special groups only the one that merely groups.
      if (pattern[at + 1] !== ':') return null;
      at += 2;
    }
    const inner = alternatives();
    if (pattern[at] !== ')') return null;
    at += 1;
    return inner;
  };

  /** A digit, `\d` or a class, as a set of bits; 0 if it is none of them. */
  const digitSet = (): number => {
    const sign = pattern[at];
    if (sign === '\\') {
      at += 2;
      return pattern[at - 1] === 'd' ? anyDigit : 0;
    }
    if (sign !== '[') return digit();
    at += 1;
    let digits = 0;
    while (pattern[at] !== ']') {
      const from = digit();
      let to = from;
      if (pattern[at] === '-') {
        at += 1;
        to = digit();
      }
      if (from === 0 || to < from) return 0;
      // All bits from the first to the last.
      digits |= (to << 1) - from;
    }
    at += 1;
    return digits;
  };

  /** One digit as a set of bits; 0 if there is none. */
  const digit = (): number => {
    const code = pattern.charCodeAt(at) - 48;
    if (!(code >= 0 && code <= 9)) return 0;
    at += 1;
    return 1 << code;
  };

  const counted = (piece: Piece): Piece | null => {
    const sign = pattern[at];
    if (sign === '*' || sign === '+') return null;
    if (sign === '?') {
      at += 1;
      return repeated(piece, 0, 1);
    }
    if (sign !== '{') return piece;
    const end = pattern.indexOf('}', at);
    const count = /^(\d+)(?:,(\d+))?$/.exec(pattern.slice(at + 1, end));
    if (!count) return null;
    at = end + 1;
    const least = Number(count[1]);
    return repeated(piece, least, Number(count[2] ?? least));
  };

  const repeated =
    (piece: Piece, least: number, most: number): Piece =>
    (then) => {
      let first = then;
      for (let times = least; times < most; times += 1) first = positions.branch([piece(first), then]);
      for (let times = 0; times < least; times += 1) first = piece(first);
      return first;
    };

  const whole = alternatives();
  return at === pattern.length ? whole : null;
}
