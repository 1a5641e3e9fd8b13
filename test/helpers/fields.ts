type Inputs = Readonly<Record<string, unknown>>;
type Dynamic<Field> = (z: unknown, bundle: { inputData: Inputs }) => readonly Field[] | Promise<readonly Field[]>;

/** The input fields of a trigger or an action, with those that depend on other inputs. */
export const plainFields = async <Field extends object>(
  fields: readonly (Field | Dynamic<Field>)[],
  inputData: Inputs = {},
): Promise<Field[]> => {
  const found = await Promise.all(
    fields.map((field) => (typeof field === 'function' ? field(undefined, { inputData }) : [field])),
  );
  return found.flat();
};
