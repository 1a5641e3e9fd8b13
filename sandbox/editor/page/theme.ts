import { type CSSVariablesResolver, createTheme } from '@mantine/core';

/** The page's colors and fonts. */
export const theme = createTheme({
  primaryColor: 'indigo',
  primaryShade: { light: 8, dark: 8 },
  defaultRadius: 'md',
  fontFamily: 'system-ui, -apple-system, "Segoe UI", Roboto, "Helvetica Neue", Arial, sans-serif',
  fontFamilyMonospace: 'ui-monospace, SFMono-Regular, Menlo, Consolas, "Liberation Mono", monospace',
  headings: { fontWeight: '650' },
  cursorType: 'pointer',
  respectReducedMotion: true,
});

// Mantine's own gray for secondary text is too light for WCAG AA.
export const variables: CSSVariablesResolver = () => ({
  variables: {},
  light: {
    '--mantine-color-dimmed': '#545b64',
    '--mantine-color-placeholder': '#6b727b',
    '--mantine-color-anchor': '#3b5bdb',
    '--mantine-color-error': '#c92a2a',
    '--mantine-color-body': '#ffffff',
    '--mantine-color-indigo-light': '#eaf0ff',
    '--mantine-color-indigo-light-hover': '#dfe7ff',
  },
  dark: {
    '--mantine-color-dimmed': '#b0b6bf',
    '--mantine-color-placeholder': '#989ea8',
    '--mantine-color-anchor': '#a5b8ff',
    '--mantine-color-error': '#ffa8a8',
    '--mantine-color-body': '#16181d',
    '--mantine-color-text': '#dcdfe4',
    '--mantine-color-dark-6': '#20232a',
    '--mantine-color-dark-4': '#3a3f49',
  },
});
