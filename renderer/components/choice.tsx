import { Radio } from '@mantine/core';
import { type ReactNode, useEffect, useState } from 'react';
import styles from './choice.module.css';

interface ChoiceOption<Value extends string> {
  readonly value: Value;
  readonly label: string;
  readonly description?: ReactNode;
  readonly disabled?: boolean;
}

interface ChoiceProps<Value extends string> {
  readonly label: string;
  readonly description: string;
  readonly value: Value;
  readonly options: readonly ChoiceOption<Value>[];
  readonly onChange: (value: Value) => void;
}

/** One of a few. It shows the click at once; what follows from it may be drawn later. */
export function Choice<Value extends string>({
  label,
  description,
  value,
  options,
  onChange,
}: ChoiceProps<Value>) {
  const [shown, setShown] = useState(value);
  useEffect(() => setShown(value), [value]);
  return (
    <Radio.Group
      label={label}
      description={description}
      value={shown}
      onChange={(chosen) => {
        const option = options.find((each) => each.value === chosen);
        if (!option) return;
        setShown(option.value);
        onChange(option.value);
      }}
    >
      <div className={styles.options}>
        {options.map((option) => (
          <Radio
            key={option.value}
            value={option.value}
            label={option.label}
            description={option.description}
            disabled={option.disabled ?? false}
          />
        ))}
      </div>
    </Radio.Group>
  );
}
