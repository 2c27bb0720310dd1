import { applyDecorators } from '@nestjs/common';
import { ApiExtraModels, ApiResponse, getSchemaPath } from '@nestjs/swagger';
import { ProblemAnswer } from './problem-answers.js';

/** Documents the problems that a route can answer with. */
export function ApiProblems(problems: Readonly<Record<number, string>>): ReturnType<typeof applyDecorators> {
  const schema = { $ref: getSchemaPath(ProblemAnswer) };
  return applyDecorators(
    ApiExtraModels(ProblemAnswer),
    ...Object.entries(problems).map(([status, description]) =>
      ApiResponse({ status: Number(status), description, content: { 'application/problem+json': { schema } } }),
    ),
  );
}
