import {
  Button,
  Checkbox,
  createTheme,
  type MantineColorsTuple,
  Modal,
  PasswordInput,
  Radio,
  Select,
  TagsInput,
  TextInput,
  Tooltip,
} from '@mantine/core';

/** The accent, from light to dark. Its use in CSS goes through the tokens; Mantine wants the tuple. */
const petrol: MantineColorsTuple = [
  '#eaf5f7',
  '#d5e9ed',
  '#aad3db',
  '#84c9d4',
  '#5cb0bd',
  '#3696a5',
  '#1b7c8b',
  '#085d6b',
  '#064c58',
  '#043b45',
];

/** Cool neutrals in the place of Mantine's blue-grey ones. */
const gray: MantineColorsTuple = [
  '#f5f8f8',
  '#eef2f2',
  '#dfe5e6',
  '#cdd5d6',
  '#b3bebf',
  '#91a0a2',
  '#69797c',
  '#4c5b5e',
  '#334144',
  '#1c2a2d',
];

const dark: MantineColorsTuple = [
  '#edf2f2',
  '#c3cccd',
  '#98a4a6',
  '#5b696c',
  '#3d494c',
  '#2c3739',
  '#1c2628',
  '#172022',
  '#121a1c',
  '#0d1416',
];

const field = { size: 'sm' } as const;
/** Our reset of paragraphs takes Mantine's indent away: the description begins where its label does. */
const underLabel = { description: { paddingInlineStart: 'var(--label-offset-start)' } };

/** Mantine in our clothes: petrol, Geist, a 4-pixel grid, small radii. */
export const theme = createTheme({
  fontFamily: 'var(--font)',
  fontFamilyMonospace: 'var(--mono)',
  headings: { fontFamily: 'var(--font)' },
  colors: { petrol, gray, dark },
  primaryColor: 'petrol',
  primaryShade: { light: 7, dark: 3 },
  autoContrast: true,
  luminanceThreshold: 0.3,
  defaultRadius: 'sm',
  radius: { xs: '4px', sm: '6px', md: '8px', lg: '10px', xl: '16px' },
  spacing: { xs: '8px', sm: '12px', md: '16px', lg: '24px', xl: '32px' },
  fontSizes: { xs: '12px', sm: '13px', md: '14px', lg: '16px', xl: '20px' },
  cursorType: 'pointer',
  respectReducedMotion: true,
  components: {
    Button: Button.extend({
      defaultProps: { size: 'sm' },
      styles: { label: { fontWeight: 560 } },
      // Mantine picks the text colour for the light scheme alone; the tokens know both.
      vars: (_, { variant = 'filled' }) => ({
        root:
          variant === 'filled'
            ? {
                '--button-bg': 'var(--accent)',
                '--button-hover': 'var(--accent-strong)',
                '--button-color': 'var(--on-accent)',
              }
            : {},
      }),
    }),
    Radio: Radio.extend({
      vars: () => ({ root: { '--radio-color': 'var(--accent)', '--radio-icon-color': 'var(--on-accent)' } }),
      styles: underLabel,
    }),
    Checkbox: Checkbox.extend({
      vars: () => ({
        root: { '--checkbox-color': 'var(--accent)', '--checkbox-icon-color': 'var(--on-accent)' },
      }),
      styles: underLabel,
    }),
    TextInput: TextInput.extend({ defaultProps: field }),
    PasswordInput: PasswordInput.extend({ defaultProps: field }),
    Select: Select.extend({ defaultProps: { ...field, maxDropdownHeight: 300 } }),
    TagsInput: TagsInput.extend({ defaultProps: field }),
    Tooltip: Tooltip.extend({ defaultProps: { openDelay: 250, withArrow: true } }),
    Modal: Modal.extend({ defaultProps: { centered: true, radius: 'lg' } }),
  },
});
