import { createParamDecorator } from '@nestjs/common';
import type { ExecutionContext } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import type { EpisodeOfChild } from '#casework';

/** The episode of a child that the address of a page names, as `children/:id/…/:episodeId`. */
export const EpisodeInPath = createParamDecorator((_: unknown, context: ExecutionContext): EpisodeOfChild => {
  const { params } = context
    .switchToHttp()
    .getRequest<FastifyRequest<{ Params: { readonly id: string; readonly episodeId: string } }>>();
  return { childId: params.id, episodeId: params.episodeId };
});
