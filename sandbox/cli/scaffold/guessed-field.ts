/** The functions of `schema/fields.ts` that a guess uses. */
export type FieldKind =
  | 'anything'
  | 'day'
  | 'decimal'
  | 'flag'
  | 'group'
  | 'integer'
  | 'list'
  | 'open'
  | 'text'
  | 'time'
  | 'values';

/** A field as examples suggest it. */
export interface GuessedField {
  readonly key: string;
  readonly label: string;
  readonly kind: FieldKind;
  /** The fields of a group, or of the items of a list. */
  readonly fields: readonly GuessedField[];
  readonly isNullable: boolean;
  readonly isOptional: boolean;
}
