import { Select as MantineSelect, type SelectProps } from '@mantine/core';
import { useEffect, useState } from 'react';

/**
 * Chooses one of some options. Mantine makes the list of every closed select; here it is made when somebody is about
 * to open it, by pointer or keyboard: a page with a dozen selects, one of them of all countries, is drawn at once.
 */
export function Select({ comboboxProps, onFocus, onPointerEnter, ...props }: SelectProps) {
  const [isWanted, setWanted] = useState(false);
  const [, setThere] = useState(false);
  // The field names its list to screen readers only when it is drawn again after the list was made.
  useEffect(() => setThere(isWanted), [isWanted]);
  return (
    <MantineSelect
      {...props}
      comboboxProps={{ ...comboboxProps, keepMounted: isWanted }}
      onFocus={(event) => {
        setWanted(true);
        onFocus?.(event);
      }}
      onPointerEnter={(event) => {
        setWanted(true);
        onPointerEnter?.(event);
      }}
    />
  );
}
