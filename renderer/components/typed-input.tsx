import { TextInput, type TextInputProps } from '@mantine/core';
import { useEffect, useRef, useState } from 'react';

interface TypedInputProps extends Omit<TextInputProps, 'value' | 'defaultValue' | 'onChange'> {
  readonly value: string;
  readonly onChange: (text: string) => void;
}

/**
 * A text field that answers each key at once, while what follows from the text may be drawn later: it keeps the
 * text itself, and takes a new value from outside only where that didn't come from its own typing.
 */
export function TypedInput({ value, onChange, ...rest }: TypedInputProps) {
  const [text, setText] = useState(value);
  // Values on their way out and back: an older one that arrives late must not undo newer typing.
  const underway = useRef(new Set<string>());
  useEffect(() => {
    if (!underway.current.has(value)) setText(value);
    else if (value === [...underway.current].at(-1)) underway.current.clear();
  }, [value]);
  return (
    <TextInput
      {...rest}
      value={text}
      onChange={(event) => {
        const typed = event.currentTarget.value;
        underway.current.delete(typed);
        underway.current.add(typed);
        setText(typed);
        onChange(typed);
      }}
    />
  );
}
