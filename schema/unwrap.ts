import { $ZodNullable, $ZodOptional, type $ZodType } from 'zod/v4/core';

/** The schema inside optional and nullable wrappers. */
export const unwrap = (schema: $ZodType): $ZodType =>
  schema instanceof $ZodOptional || schema instanceof $ZodNullable ? unwrap(schema._zod.def.innerType) : schema;
