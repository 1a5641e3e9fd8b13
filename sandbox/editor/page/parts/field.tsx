import {
  Button,
  Group,
  MultiSelect,
  NativeSelect,
  NumberInput,
  PasswordInput,
  Stack,
  TagsInput,
  Text,
  Textarea,
  TextInput,
} from '@mantine/core';
import type { FieldView } from '../../protocol.ts';
import { HelpLine, HelpText } from './help.tsx';

/** The choices of a field. */
const choicesOf = ({ choices }: FieldView): { value: string; label: string }[] => {
  if (!choices) return [];
  if (Array.isArray(choices)) return choices.map((choice) => ({ value: String(choice), label: String(choice) }));
  return Object.entries(choices).map(([value, label]) => ({ value, label: String(label) }));
};

const YES_OR_NO = [
  { value: '', label: 'Choose…' },
  { value: 'true', label: 'True' },
  { value: 'false', label: 'False' },
];

const textOf = (value: unknown): string => (value === undefined || value === null ? '' : String(value));
const listOf = (value: unknown): string[] => (Array.isArray(value) ? value.map(String) : []);

interface FieldProps {
  readonly field: FieldView;
  readonly value: unknown;
  readonly onChange: (value: unknown) => void;
  readonly disabled?: boolean;
}

/** A field of names and values. */
const DictField = ({ field, value, onChange, disabled = false }: FieldProps) => {
  const pairs: readonly (readonly [string, string])[] = Array.isArray(value) ? value : [];
  const replace = (index: number, pair: readonly [string, string]) =>
    onChange(pairs.map((old, at) => (at === index ? pair : old)));
  const name = field.label ?? field.key;
  return (
    <fieldset className="dict" disabled={disabled}>
      <legend>{name}</legend>
      {field.helpText && (
        <Text size="xs" c="dimmed" mb={6}>
          <HelpLine text={field.helpText} />
        </Text>
      )}
      <Stack gap="xs">
        {pairs.map(([key, text], index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: name and value both change while the user types
          <Group key={index} gap="xs" wrap="nowrap">
            <TextInput
              aria-label={`${name}: name ${index + 1}`}
              value={key}
              flex={1}
              onChange={({ currentTarget }) => replace(index, [currentTarget.value, text])}
            />
            <TextInput
              aria-label={`${name}: value ${index + 1}`}
              value={text}
              flex={1}
              onChange={({ currentTarget }) => replace(index, [key, currentTarget.value])}
            />
            <Button
              variant="default"
              px="sm"
              aria-label={`Remove pair ${index + 1}`}
              onClick={() => onChange(pairs.filter((_, at) => at !== index))}
            >
              ✕
            </Button>
          </Group>
        ))}
        <Button
          variant="default"
          size="compact-sm"
          onClick={() => onChange([...pairs, ['', '']])}
          style={{ alignSelf: 'start' }}
        >
          Add a pair
        </Button>
      </Stack>
    </fieldset>
  );
};

/** A field of a form, with the control that the Zap editor shows for its type. */
export const Field = (props: FieldProps) => {
  const { field, value, onChange, disabled = false } = props;
  const choices = choicesOf(field);
  const common = {
    label: field.label ?? field.key,
    description: field.helpText && <HelpLine text={field.helpText} />,
    required: field.required ?? false,
    disabled,
    ...(field.placeholder && { placeholder: field.placeholder }),
  };
  const text = {
    ...common,
    value: textOf(value),
    onChange: (event: { currentTarget: { value: string } }) => onChange(event.currentTarget.value),
  };
  if (field.type === 'copy') return <HelpText text={field.helpText ?? ''} />;
  if (field.dict) return <DictField {...props} />;
  if (field.list && choices.length > 0)
    return <MultiSelect {...common} data={choices} value={listOf(value)} onChange={onChange} />;
  if (field.list)
    return (
      <TagsInput
        {...common}
        placeholder="Type a value, then press Enter"
        value={listOf(value)}
        onChange={onChange}
        acceptValueOnBlur
      />
    );
  if (choices.length > 0) return <NativeSelect {...text} data={[{ value: '', label: 'Choose…' }, ...choices]} />;
  if (field.type === 'boolean') {
    return (
      <NativeSelect
        {...text}
        data={YES_OR_NO}
        onChange={({ currentTarget: { value: chosen } }) => onChange(chosen === '' ? undefined : chosen === 'true')}
      />
    );
  }
  if (field.type === 'integer' || field.type === 'number') {
    return (
      <NumberInput
        {...common}
        allowDecimal={field.type === 'number'}
        value={typeof value === 'number' ? value : ''}
        onChange={(next) => onChange(next === '' ? undefined : Number(next))}
      />
    );
  }
  if (field.type === 'password') return <PasswordInput {...text} autoComplete="off" />;
  if (field.type === 'text') return <Textarea {...text} autosize minRows={3} maxRows={12} />;
  return <TextInput {...text} autoComplete="off" />;
};
