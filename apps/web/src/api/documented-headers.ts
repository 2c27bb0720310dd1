import { ApiHeader } from '@nestjs/swagger';

/** A header of an answer, as the description of the API gives it. */
export const headerOf = (description: string) => ({ description, schema: { type: 'string' } }) as const;

export const replayed = { 'Idempotent-Replayed': headerOf('`true` where the answer is one that was given before') };

/** Documents that a write is done once for each key. */
export function ApiIdempotencyKey(): ReturnType<typeof ApiHeader> {
  return ApiHeader({
    name: 'Idempotency-Key',
    required: false,
    description: 'A new one for each request: 1 to 255 printable characters in quotation marks, such as a UUID.',
    schema: { type: 'string', example: '"2f9c0a52-5a6e-4d6c-9e0b-6d1f6d0c8a11"' },
  });
}
